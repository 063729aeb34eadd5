using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.Extensions.Configuration;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>Where the office stands, for links in emails.</summary>
/// <param name="Address">The app setting Office__Address, such as https://attendance.trust.example; null where it is not set.</param>
public sealed record OfficeAddress(Uri? Address)
{
    /// <summary>The section of the app settings.</summary>
    public const string Section = "Office";

    /// <exception cref="InvalidOperationException">The setting is not an address.</exception>
    public static OfficeAddress Read(IConfiguration configuration) =>
        configuration[$"{Section}:{nameof(Address)}"] is not { Length: > 0 } text ? new((Uri?)null)
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? new(uri)
        : throw new InvalidOperationException(
            "The app setting Office__Address is not an address, such as https://attendance.trust.example.");

    /// <summary>The path of the page Today of a school.</summary>
    public static string TodayPath(SchoolId school) => $"/office/schools/{school}/today";

    /// <summary>The page Today of a school; null where the office's address is not known.</summary>
    public Uri? TodayOf(SchoolId school) => Address is null ? null : new Uri(Address, TodayPath(school));
}

/// <summary>
/// The morning's email to a school's office and lead: how the night went, how many children stand in each part of Today, and a link. It
/// names no child, because an email is kept and passed on.
/// </summary>
public sealed class SchoolNote(OpenRowTable open, OfficeAddress office, AllowList allowList, PauseLines pauses)
{
    /// <summary>The parts that a school's morning begins with. What was not seen this morning is not known so early.</summary>
    private static readonly OpenSection[] Parts =
        [OpenSection.Tell, OpenSection.Law, OpenSection.Overdue, OpenSection.New, OpenSection.Decide];

    /// <summary>The email to one address; null if this environment may not send to it.</summary>
    /// <param name="key">The key of its row, which the email service returns.</param>
    /// <param name="today">The school day.</param>
    public async Task<OutgoingMessage?> ComposeAsync(
        Trust trust, SchoolOfNight school, string key, EmailAddress address, DateOnly night, DateOnly today,
        CancellationToken cancellationToken)
    {
        if (!allowList.Allows(address.Address))
        {
            return null;
        }

        var rows = await open.ReadAsync(school.School.Id, cancellationToken);
        IReadOnlyList<string> lines =
        [
            $"{school.School.Name}, {English.Weekday(today)}",
            $"The night of {English.Weekday(night)}: {LastNights.InWords(school.Done)}",
            .. await pauses.ReadAsync(night, cancellationToken),
            .. CountsOf(rows.All, today),
        ];
        var (subject, link) = ($"Attendance today: {school.School.Name}", office.TodayOf(school.School.Id));
        var html = await PageRenderer.RenderAsync<SchoolNoteEmail>(new Dictionary<string, object?>
        {
            [nameof(SchoolNoteEmail.Subject)] = subject,
            [nameof(SchoolNoteEmail.Lines)] = lines,
            [nameof(SchoolNoteEmail.Link)] = link?.AbsoluteUri,
        });
        return new(
            key, address.Address, subject,
            $"{string.Join('\n', lines)}\n{(link is null ? "Open Today in the attendance office." : $"Open Today: {link}")}\n", html);
    }

    /// <summary>How much waits in each part, in the order of Today; one line where nothing does.</summary>
    private static string[] CountsOf(IReadOnlyList<OpenRows> rows, DateOnly today)
    {
        var bySection = OpenBlock.AllOf(rows, today).CountBy(block => block.Section).ToDictionary();
        var messages = rows.SelectMany(of => of.OfNight).Count(row => row.Message is not null && (row.Due ?? today) >= today);
        var files = rows.Where(of => of.Upn is null).Sum(of => of.NightOn(today).Count);
        string[] counts =
        [
            .. Parts.Where(part => bySection.GetValueOrDefault(part) > 0)
                .Select(part => $"{part.Title()}: {English.Count(bySection[part], "child", "children")}"),
            .. messages == 0 ? Array.Empty<string>() : [$"{OpenSections.Messages}: {English.Number(messages)}"],
            .. files == 0 ? Array.Empty<string>() : [$"{OpenSections.Files}: {English.Number(files)}"],
        ];
        return counts.Length == 0 ? ["Nothing waits this morning."] : counts;
    }
}
