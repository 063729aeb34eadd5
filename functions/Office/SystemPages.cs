using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// The page of the people who run the system: a night school by school, work that failed, queues, and messages in counts. It says nothing
/// about a child.
/// </summary>
public sealed class SystemPages(
    NightReports reports, FailureRecord failures, TrustStorage storage, NudgeLedger ledger, MorningNoteTable notes, AccessLog access,
    TimeProvider time)
{
    /// <summary>Days whose messages are counted.</summary>
    private const int Days = 7;

    /// <summary>School days whose nights can be opened.</summary>
    private const int Nights = 10;

    /// <summary>The newest rows of the access log that are shown.</summary>
    private const int MostLooks = 30;

    public static TrustWidePage Overview { get; } = new("The system", StaffRight.RunSystem);

    public static TrustWidePage Again { get; } = new("To try failed work again", StaffRight.RunSystem);

    /// <summary>Shows the page, with the night that the address names, or the last one.</summary>
    public Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken) => ShowAsync(visit, refusal: "", cancellationToken);

    /// <summary>
    /// Puts failed work back on its queue. It is as safe as the first attempt: a night is worked out again, a report changes nothing the
    /// second time, and a message leaves only if its row of the ledger is still planned, released and within its days.
    /// </summary>
    public async Task<IResult> TryAgainAsync(Visit visit, CancellationToken cancellationToken)
    {
        var form = await visit.Request.ReadFormAsync(cancellationToken);
        var (queue, key) = (form[SystemFields.Queue].ToString(), form[SystemFields.Key].ToString());
        var failure = (await failures.ReadAllAsync(cancellationToken))
            .FirstOrDefault(row => row.Queue == queue && row.Key == key && row.Queue != FailureRecord.HeldPupils);
        if (failure is null)
        {
            return await ShowAsync(
                visit, "This work is not in the list any more: it was done since, or somebody else has put it back.", cancellationToken);
        }

        await access.WriteAsync(
            visit.Person, school: null, $"{Again.Name}: {queue} {key}", AccessOutcome.Seen, upn: null, cancellationToken);
        await failures.PutBackAsync(failure, cancellationToken);
        return new SeeOther($"{OfficePaths.System}?{OfficePaths.DoneQuery}=yes");
    }

    private async Task<IResult> ShowAsync(Visit visit, string refusal, CancellationToken cancellationToken)
    {
        var (trust, now) = (visit.Trust, time.GetUtcNow());
        var today = London.DateAt(now);
        var nights = trust.Schools.SelectMany(school => school.Calendar.SchoolDaysBackFrom(today.AddDays(-1)).Take(Nights))
            .Distinct().OrderDescending().Take(Nights).ToList();
        var named = Dates.Read(visit.Request.Query[SystemFields.Night].ToString());
        var night = named is { } asked && nights.Contains(asked) ? asked : nights.Select(day => (DateOnly?)day).FirstOrDefault();
        var report = night is { } of ? await reports.ReadAsync(trust, of, cancellationToken) : null;
        var failed = report?.Failures ?? await failures.ReadAllAsync(cancellationToken);
        return await OfficeAnswer.RenderAsync<SystemPage>(
            refusal.Length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
            (nameof(SystemPage.Person), visit.Person),
            (nameof(SystemPage.Trust), trust),
            (nameof(SystemPage.Report), report),
            (nameof(SystemPage.Nights), nights),
            (nameof(SystemPage.Failures), failed.Select(failure => FailedWork.Of(trust, failure)).ToList()),
            (nameof(SystemPage.QueueLengths), await ReadQueuesAsync(cancellationToken)),
            (nameof(SystemPage.Sending), await CountAsync(trust, today, cancellationToken)),
            (nameof(SystemPage.Notes), await ReadNotesAsync(today, cancellationToken)),
            (nameof(SystemPage.Looks), await access.ReadOfTrustAsync(MostLooks, cancellationToken)),
            (nameof(SystemPage.IsDone), visit.Request.Query.ContainsKey(OfficePaths.DoneQuery)),
            (nameof(SystemPage.Refusal), refusal));
    }

    private async Task<IReadOnlyList<QueueLength>> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        var lengths = new List<QueueLength>();
        foreach (var queue in Queues.All.Where(queue => !queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal)))
        {
            lengths.Add(new(
                queue, await LengthAsync(queue, cancellationToken), await LengthAsync(queue + Queues.PoisonSuffix, cancellationToken)));
        }

        return lengths;
    }

    private async Task<int> LengthAsync(string queue, CancellationToken cancellationToken) =>
        (await storage.Queue(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    private async Task<IReadOnlyList<CountedMessage>> CountAsync(Trust trust, DateOnly today, CancellationToken cancellationToken)
    {
        var since = today.AddDays(1 - Days);
        var counted = await ledger.CountSinceAsync(
            trust.Schools.Select(school => school.Id), AcademicYear.Of(today), since, cancellationToken);
        return [.. counted.Where(message => message.State == NudgeState.Planned || message.Day >= since)];
    }

    private async Task<IReadOnlyList<MorningNote>> ReadNotesAsync(DateOnly today, CancellationToken cancellationToken) =>
    [
        .. (await notes.ReadSinceAsync(today.AddDays(-Days), cancellationToken)).Select(note => note.Value)
            .OrderByDescending(note => note.Night).ThenBy(note => note.School is not null).ThenBy(note => note.School),
    ];
}
