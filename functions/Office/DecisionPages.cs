using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The forms of the office: a decision about a child, and what becomes of the messages of a kind.</summary>
public sealed class DecisionPages(
    Deciding deciding, ChildPages children, ChildKeys keys, OpenRowTable open, AccessLog access, TimeProvider time)
{
    /// <summary>How many messages are released at the same time: a secondary school has several hundred.</summary>
    private const int AtOnce = 8;

    public static SchoolPage Decision { get; } = new("A decision about a child", StaffRight.Decide);

    public static SchoolPage Messages { get; } = new("A decision about messages", StaffRight.Decide);

    /// <summary>Decides about one row of a child, and leads back to the page from which the form came.</summary>
    public async Task<IResult> DecideAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, form) = (visit.School.Id, await visit.Request.ReadFormAsync(cancellationToken));
        var key = visit.ChildKey;
        if (await keys.FindAsync(school, key, cancellationToken) is not { } upn)
        {
            return await children.ShowAsync(visit, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school, Decision.Name, AccessOutcome.Seen, upn, cancellationToken);
        var decision = new PageDecision(
            form[DecideFields.Row].ToString(), form[DecideFields.Decision].ToString(), English.OneLine(form[DecideFields.Note].ToString()),
            Dates.Read(form[DecideFields.Happened].ToString()));
        var refusal = await deciding.DecideAsync(visit, upn, decision, cancellationToken);
        return refusal is not null
            ? await children.ShowAsync(visit, new Refused(decision.RowKey, refusal), cancellationToken)
            : new SeeOther(form[DecideFields.Back] == DecideFields.Today
                ? $"{OfficePaths.Today(school)}?{OfficePaths.DoneQuery}={key}"
                : $"{OfficePaths.Child(school, OpaqueKey.Parse(key))}?{OfficePaths.DoneQuery}=yes");
    }

    /// <summary>Releases the messages of a kind but those that are ticked, or withholds all of the kind.</summary>
    public async Task<IResult> DecideMessagesAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, form) = (visit.School.Id, await visit.Request.ReadFormAsync(cancellationToken));
        await access.WriteAsync(visit.Person, school, Messages.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var word = form[DecideFields.Decision].ToString();
        var kept = form[DecideFields.Keep].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var today = London.DateAt(time.GetUtcNow());
        var wanted = TodayView.MessagesOf((await open.ReadAsync(school, cancellationToken)).All, today)
            .Where(kind => kind.Kind.ToString() == form[DecideFields.Kind])
            .SelectMany(kind => kind.Rows)
            .Where(row => row is { Key: not null, Pupil: not null } && row.Allowed.Contains(word) && !kept.Contains(row.Key)).ToList();
        var (done, not) = (0, 0);
        await Parallel.ForEachAsync(
            wanted, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, token) =>
            {
                var refusal = await deciding.DecideAsync(visit, Upn.Parse(row.Pupil!.Upn), new(row.Key!, word, "", null), token);
                _ = refusal is null ? Interlocked.Increment(ref done) : Interlocked.Increment(ref not);
            });
        return new SeeOther(string.Create(
            CultureInfo.InvariantCulture,
            $"{OfficePaths.Today(school)}?{OfficePaths.CountQuery}={done}&{OfficePaths.NotQuery}={not}"));
    }
}

/// <summary>Leads a browser from a form to a page, so that to load the page again sends nothing again.</summary>
/// <param name="path">The page's path in the office.</param>
public sealed class SeeOther(string path) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        httpContext.Response.Headers.CacheControl = "no-store, private";
        return Task.CompletedTask;
    }
}
