using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A school's lists: what a morning asks for, and everything that is open.</summary>
public sealed class ListPages(OpenRowTable open, SchoolNightTable nights, ChildKeys keys, AccessLog access, TimeProvider time)
{
    public static SchoolPage Today { get; } = new("Today", StaffRight.SeeChildren);

    public static SchoolPage Everything { get; } = new("Everything open", StaffRight.SeeChildren);

    public static SchoolPage Messages { get; } = new("Messages that wait", StaffRight.SeeChildren);

    private DateOnly Now => London.DateAt(time.GetUtcNow());

    /// <summary>Shows a school's morning.</summary>
    public async Task<IResult> ShowTodayAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, Now);
        await access.WriteAsync(visit.Person, school.Id, Today.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var rows = await open.ReadAsync(school.Id, cancellationToken);
        var (good, isGood) = await LastNightAsync(school, rows.Night, today, cancellationToken);
        var keyOf = await keys.OfAsync(school.Id, cancellationToken);
        return await OfficeAnswer.RenderAsync<TodayPage>(
            StatusCodes.Status200OK,
            (nameof(TodayPage.Person), visit.Person),
            (nameof(TodayPage.Done), DoneBefore(visit.Request)),
            (nameof(TodayPage.View), TodayView.Of(school, today, good, isGood, rows.All, keyOf)));
    }

    /// <summary>Shows everything that is open, with the filters of the request.</summary>
    public async Task<IResult> ShowEverythingAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, Now);
        await access.WriteAsync(visit.Person, school.Id, Everything.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var filter = await OpenFilter.ReadAsync(visit.Request, cancellationToken);
        var rows = await open.ReadAsync(school.Id, cancellationToken);
        var keyOf = await keys.OfAsync(school.Id, cancellationToken);
        return await OfficeAnswer.RenderAsync<EverythingPage>(
            StatusCodes.Status200OK,
            (nameof(EverythingPage.Person), visit.Person),
            (nameof(EverythingPage.School), school),
            (nameof(EverythingPage.Today), today),
            (nameof(EverythingPage.Filter), filter),
            (nameof(EverythingPage.All), OpenBlock.AllOf(rows.All, today, keyOf)));
    }

    /// <summary>Shows every message of a kind that waits, with its wording.</summary>
    public async Task<IResult> ShowMessagesAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        await access.WriteAsync(visit.Person, school.Id, Messages.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var rows = await open.ReadAsync(school.Id, cancellationToken);
        return await OfficeAnswer.RenderAsync<MessagesPage>(
            StatusCodes.Status200OK,
            (nameof(MessagesPage.Person), visit.Person),
            (nameof(MessagesPage.School), school),
            (nameof(MessagesPage.Waiting),
                TodayView.MessagesOf(rows.All, Now)
                    .FirstOrDefault(kind => visit.Request.Query[DecideFields.Kind] == kind.Kind.ToString())));
    }

    /// <summary>What the form that led here did.</summary>
    private static DoneNote? DoneBefore(HttpRequest request)
    {
        if (OpaqueKey.TryParse(request.Query[OfficePaths.DoneQuery].ToString(), out var child))
        {
            return new("Your decision is recorded.", child);
        }

        if (!int.TryParse(request.Query[OfficePaths.CountQuery], CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var done = $"Your decision counts for {English.Count(count, "message")}.";
        return int.TryParse(request.Query[OfficePaths.NotQuery], CultureInfo.InvariantCulture, out var not) && not > 0
            ? new($"{done} For {English.Count(not, "message")} it came too late, or somebody else decided.", Child: null)
            : new(done, Child: null);
    }

    /// <summary>What there is to say about last night, and whether it was good.</summary>
    private async Task<(IReadOnlyList<string> Sentences, bool IsGood)> LastNightAsync(
        School school, DateOnly? shown, DateOnly today, CancellationToken cancellationToken)
    {
        if (school.GoingLive is { } start && today < start.On)
        {
            return (
                [$"{school.Name} starts on {English.Day(start.On)}. Until then registers are read, and nothing is asked of you or sent to "
                    + $"families."],
                true);
        }

        if (LastNights.Before(school, today) is not { } night)
        {
            return (["There has been no school day yet."], true);
        }

        var done = await nights.FindAsync(night, school.Id, cancellationToken);
        if (done is null)
        {
            var older = shown is { } of ? $"What you see here is of the night of {English.Weekday(of)}." : "There is nothing to show yet.";
            return ([$"The night of {English.Weekday(night)} is not done. {older} Tell the people who run this system."], false);
        }

        var troubles = LastNights.Troubles(done).ToList();
        return troubles.Count > 0
            ? ([$"The night of {English.Weekday(night)} is done.", .. troubles], false)
            : ([$"The night of {English.Weekday(night)} is done, and every register was there."], true);
    }
}
