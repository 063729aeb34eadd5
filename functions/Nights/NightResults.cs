using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>What a school's night has worked out, from which its results are counted.</summary>
/// <param name="RecordsBefore">The pupils' records before the night; former pupils are among them.</param>
/// <param name="All">All pupils of the roster.</param>
/// <param name="OnRoll">The pupils on roll on the night.</param>
/// <param name="Messages">The messages after planning.</param>
/// <param name="Files">The entries of the files that the night read first.</param>
/// <param name="Letters">The letters that were written.</param>
public sealed record WorkedOutNight(
    IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>> RecordsBefore, IReadOnlyList<PupilNight> All, IReadOnlyList<PupilNight> OnRoll,
    PlannedMessages Messages, IReadOnlyList<IntakeEntry> Files, LettersOfNight Letters);

/// <summary>Writes the results of a school's night: the school's part of the summary, and the row that marks the night as done.</summary>
public sealed class NightResults(SchoolNightTable nights, SummaryPages pages)
{
    /// <summary>Whether a later night of the school is done.</summary>
    public Task<bool> IsSupersededAsync(School school, DateOnly night, CancellationToken cancellationToken) =>
        nights.IsSupersededAsync(night, school.Id, cancellationToken);

    /// <summary>Writes the school's part of the summary, and last of all the night's row.</summary>
    /// <returns>The number of school days in a row, back from the night's own, for which the school has sent no registers.</returns>
    public async Task<int> WriteAsync(
        Trust trust, School school, DateOnly night, WorkedOutNight result, CancellationToken cancellationToken)
    {
        var onRoll = result.OnRoll;
        var withoutRegisters = MissingRegisters.DaysOf(trust, school, night, onRoll);
        var unusable = result.Messages.Unusable.Of(onRoll.Select(pupil => pupil.Pupil));
        var found = new NightFindings(result.Letters.Letters.Count, withoutRegisters, unusable);
        var row = NightSummary.Of(trust, school, night, onRoll, result.Messages.Ledger, result.Files, found);
        await pages.WriteSchoolAsync(trust, school, row, onRoll, cancellationToken);
        var holdOut = HoldOutSums.After(school, night, result.Messages.Ledger, MarksOf(result));
        await nights.WriteAsync(row with { HoldOut = holdOut }, cancellationToken);
        return withoutRegisters;
    }

    /// <summary>The marks of everybody who was a pupil this year: who left during a term counts in the hold-out until then.</summary>
    private static Dictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> MarksOf(WorkedOutNight result)
    {
        var marks = result.RecordsBefore.Values.ToDictionary(row => row.Value.Upn, row => (row.Value.Marks, OnRoll.Always));
        foreach (var pupil in result.All)
        {
            marks[pupil.Pupil.Upn] = (pupil.Record.Marks, pupil.Pupil.OnRoll);
        }

        return marks;
    }
}

/// <summary>Makes the row of a school's night.</summary>
public static class NightSummary
{
    /// <summary>The row of a night.</summary>
    /// <param name="trust">The trust, whose calendars say which periods the night ends.</param>
    /// <param name="onRoll">Its pupils on roll.</param>
    /// <param name="ledger">Its messages of the school year.</param>
    /// <param name="files">The files that the night read.</param>
    /// <param name="found">What else the night found.</param>
    public static SchoolNight Of(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, IReadOnlyCollection<Nudge> ledger,
        IReadOnlyList<IntakeEntry> files, NightFindings found)
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

    /// <summary>Changes when anything changes that the summaries show: a summary is made again for another fingerprint.</summary>
    private static string FingerprintOf(IEnumerable<PupilNight> onRoll, SchoolFigures figures)
    {
        var rows = onRoll.Select(pupil =>
            $"{pupil.Pupil.Upn}\t{pupil.Pupil.YearGroup}\t{pupil.Pupil.Class}\t{pupil.Record.Tally}\t{pupil.Record.Stage}");
        var texts = FiguresColumns.TextsOf(figures);
        var all = string.Join('\n', rows.Concat(FiguresColumns.Names.Select(name => texts[name])));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }
}

/// <summary>Finds the days for which a school sent no registers.</summary>
public static class MissingRegisters
{
    /// <summary>
    /// The number of school days in a row, back from the night's own, for which a school has sent no registers: fewer pupils have a mark
    /// than open a school day, so planned leave does not count as a register. Days of an earlier academic year do not count.
    /// </summary>
    /// <param name="trust">The trust, which says how many pupils open a day.</param>
    /// <param name="pupils">The school's pupils after the night.</param>
    public static int DaysOf(Trust trust, School school, DateOnly night, IReadOnlyCollection<PupilNight> pupils) => school.Calendar
        .SchoolDaysBackFrom(night)
        .TakeWhile(day => AcademicYear.Of(day) == AcademicYear.Of(night) && !IsOpen(day, trust.MinimumCoverage, pupils))
        .Count();

    private static bool IsOpen(DateOnly day, decimal minimumCoverage, IReadOnlyCollection<PupilNight> pupils)
    {
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(day)).ToList();
        var marked = onRoll.Count(pupil => pupil.Record.Marks.Stated(day, day).Any());
        return marked > 0 && marked >= minimumCoverage * onRoll.Count;
    }
}
