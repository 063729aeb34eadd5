using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>What a school's night came to, as its row in SchoolNights says it.</summary>
public static class NightSummary
{
    /// <summary>The row of a night.</summary>
    /// <param name="trust">The trust, whose calendars say which periods the night ends.</param>
    /// <param name="school">The school.</param>
    /// <param name="night">The night.</param>
    /// <param name="onRoll">Its pupils on roll.</param>
    /// <param name="ledger">Its messages of the school year.</param>
    /// <param name="files">The files that the night looked at.</param>
    /// <param name="found">What the night found beside them.</param>
    public static SchoolNight Of(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, IReadOnlyCollection<Nudge> ledger, IReadOnlyList<IntakeEntry> files,
        NightFindings found)
    {
        var planned = ledger.Where(nudge => nudge.PlannedOn == night).ToList();
        var figures = SchoolFigures.Of(school, TrustCalendar.Of(trust).PeriodsOf(night), onRoll, found);
        return new(
            night, school.Id, school.Policy.Id, Headcount.Of(onRoll.Select(pupil => pupil.Status)), Count(files),
            onRoll.Sum(pupil => pupil.MissingOn(school, night)),
            planned.Count(nudge => nudge.Reason is null),
            planned.Count(nudge => nudge.Reason is not null),
            FingerprintOf(onRoll, figures))
        { Nudges = NudgeCounts.Of(ledger, night), Figures = figures };
    }

    private static IntakeCounts Count(IReadOnlyList<IntakeEntry> files) => new(
        files.Count(file => file.Outcome == IntakeOutcome.Applied),
        files.Count(file => file.Outcome == IntakeOutcome.Rejected),
        files.Count(file => file.Outcome == IntakeOutcome.Held),
        files.Sum(file => file.RowsRead), files.Sum(file => file.RowsApplied), files.Sum(file => file.RowsRejected));

    private static string FingerprintOf(IEnumerable<PupilNight> onRoll, SchoolFigures figures)
    {
        var rows = onRoll.Select(pupil => $"{pupil.Pupil.Upn}\t{pupil.Pupil.YearGroup}\t{pupil.Pupil.Class}\t{pupil.Record.Tally}\t{pupil.Record.Stage}");
        var texts = FiguresColumns.TextsOf(figures);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Concat(FiguresColumns.Names.Select(name => texts[name]))))));
    }
}
