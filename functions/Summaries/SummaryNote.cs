using System.Globalization;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Rates;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Channels;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The morning's email to the trust lead: five lines of counts and a link, at the end of a term one line more, and no pupil.</summary>
public sealed class SummaryNote(SchoolNightTable nights, Storehouse storehouse, AllowList allowList)
{
    /// <summary>The partition of the ledger that holds rows of the trust as a whole; no school may have this id.</summary>
    private static readonly SchoolId TrustItself = SchoolId.Parse(Trust.Itself);

    /// <summary>The row that sends the note about a night once, on the morning on which it was made.</summary>
    public static Nudge RowFor(DateOnly night, DateOnly morning) => new(
        new(TrustItself, AcademicYear.Of(night), NudgeKey.OfLeadNote(night)), default, NudgeRule.LeadNote, TableKeys.Of(night), Channel.Email, 0,
        NudgeState.Planned, SuppressionReason.None, night, morning, morning)
    { ReleasedBy = Nudge.Automatically };

    /// <summary>The email; null where this environment may not send to the lead.</summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Nudge row, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(trust.Lead.Email, out var to) || !allowList.Allows(to.Address))
        {
            return null;
        }

        var night = TableKeys.DateOf(row.Period);
        var schools = await nights.ReadAsync(night, cancellationToken);
        var body = Body(trust, night, schools);
        var html = $"<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Attendance</title></head><body><p>{System.Net.WebUtility.HtmlEncode(body).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p></body></html>\n";
        return new(row.Place.Key, to.Address, string.Create(CultureInfo.InvariantCulture, $"Attendance on {night:dddd d MMMM yyyy}"), body, html);
    }

    private string Body(Trust trust, DateOnly night, IReadOnlyList<SchoolNight> schools)
    {
        var all = schools.Select(school => school.Headcount).Aggregate(Headcount.Nobody, (sum, next) => sum.And(next));
        var attendance = !all.ShowsRate ? $"No rate is shown for fewer than {Headcount.SmallestGroup} pupils"
            : Rate.TryOf(all.Tally, out var rate) ? string.Create(CultureInfo.InvariantCulture, $"Attendance {rate}% of {all.Tally.Possible:#,0} possible sessions")
            : "No possible sessions yet";
        var nudges = schools.Select(school => school.Nudges).Aggregate(NudgeCounts.None, (sum, next) => sum.And(next));
        var holdOut = HoldOutReport.TryMake(trust, night, schools, out var report) ? $"Do nudges help? {report.Headline} {LinkTo(night, SummaryExport.HoldOutFile)}\n" : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            {trust.Name}: attendance in the year to {night:dddd d MMMM yyyy}
            {attendance}; {all.Pupils:#,0} pupils on roll
            Persistently absent {all.PersistentAbsence:#,0}, severely absent {all.SevereAbsence:#,0}, too early to say {all.TooEarly:#,0}
            Schools worked out {schools.Count} of {trust.Schools.Count}, without a roster {schools.Count(school => school.Headcount.Pupils == 0)}; files held {schools.Sum(school => school.Intake.FilesHeld)}, sent back {schools.Sum(school => school.Intake.FilesRejected)}, rows sent back {schools.Sum(school => school.Intake.RowsRejected):#,0}, sessions without a mark {schools.Sum(school => school.MissingMarks):#,0}
            {Messages(nudges)}
            {holdOut}{LinkTo(night, SummaryExport.TrustFile)}
            """).ReplaceLineEndings("\n") + "\n";
    }

    private static string Messages(NudgeCounts nudges)
    {
        var sent = nudges.Messages(NudgeFate.Accepted, NudgeFate.Delivered, NudgeFate.Undeliverable);
        return string.Create(CultureInfo.InvariantCulture, $"Messages to parents since September: {sent:#,0} sent, {nudges.Messages(NudgeFate.Waiting):#,0} waiting for a person, {nudges.Messages(NudgeFate.ExpiredUnreleased):#,0} expired unreleased, {nudges.Messages(NudgeFate.Unknown):#,0} not known whether sent");
    }

    private Uri LinkTo(DateOnly night, string file) => storehouse.Container(Containers.Summaries).GetBlobClient($"{TableKeys.Of(night)}/{file}").Uri;
}
