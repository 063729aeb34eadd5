using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Writes the results of a school's night: the school's part of the summary, and the row that marks the night as done.</summary>
public sealed class NightResults(SchoolNightTable nights, SummaryPages pages)
{
    /// <summary>The days for which a delivery report counts as late; after them it is no longer expected.</summary>
    private const int DaysOfReports = 7;

    /// <summary>Writes the school's part of the summary, and then the night's row.</summary>
    /// <returns>The number of consecutive school days without registers, ending with the night's own.</returns>
    public async Task<int> WriteAsync(NightAtWork work, NightOutcome outcome, CancellationToken cancellationToken)
    {
        var (school, night) = (work.School, work.Night);
        var (onRoll, left) = (work.Held.Without(outcome.Pupils.OnRoll), work.Held.Without(outcome.Pupils.Left));
        var withoutRegisters = DaysWithoutRegisters(work.Trust, school, night, onRoll);
        var before = await FindBeforeAsync(school, night, cancellationToken);
        IReadOnlyList<PupilNight> counted = [.. onRoll.Concat(left).OrderBy(pupil => pupil.Pupil.Upn)];
        var row = RowOf(work, outcome, onRoll, counted, withoutRegisters, before);
        await pages.WriteSchoolAsync(work.Trust, school, row, counted, cancellationToken);
        var holdOut = HoldOutSums.After(school, night, outcome.Messages.Ledger, MarksOf(work, outcome));
        await nights.WriteAsync(row with { HoldOut = holdOut }, cancellationToken);
        return withoutRegisters;
    }

    /// <summary>
    /// The school's figures of its last night before this one in the school year; null if there is none within four weeks.
    /// </summary>
    private async Task<PeriodFigures?> FindBeforeAsync(School school, DateOnly night, CancellationToken cancellationToken)
    {
        foreach (var day in school.Calendar.SchoolDaysBackFrom(night.AddDays(-1)).TakeWhile(AcademicYear.Of(night).Contains)
            .Take(DatedTally.FourWeeks))
        {
            if (await nights.FindAsync(day, school.Id, cancellationToken) is { } before)
            {
                return before.Figures.Periods.FirstOrDefault(period => period.Period.Kind == PeriodKind.Year);
            }
        }

        return null;
    }

    /// <summary>The marks of all pupils of this year; a pupil who left during a term counts in the hold-out until leaving.</summary>
    private static Dictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> MarksOf(NightAtWork work, NightOutcome outcome)
    {
        var marks = work.Files.RecordsBefore.Values.ToDictionary(row => row.Value.Upn, row => (row.Value.Marks, OnRoll.Always));
        foreach (var pupil in work.Held.Without(outcome.Pupils.All))
        {
            marks[pupil.Pupil.Upn] = (pupil.Record.Marks, pupil.Pupil.OnRoll);
        }

        return marks;
    }

    /// <param name="counted">Everybody who was on roll in the school year, in the order of their UPNs.</param>
    private static SchoolNight RowOf(
        NightAtWork work, NightOutcome outcome, IReadOnlyList<PupilNight> onRoll, IReadOnlyList<PupilNight> counted, int withoutRegisters,
        PeriodFigures? before)
    {
        var (school, night, ledger, files) = (work.School, work.Night, outcome.Messages.Ledger, outcome.Files);
        var unusable = outcome.Messages.Unusable.Of(onRoll.Select(pupil => pupil.Pupil));
        var found = new NightFindings(
            outcome.Letters.Letters.Count, withoutRegisters, unusable,
            outcome.Messages.Held.Select(held => held.Shared.Address).ToHashSet())
        {
            Before = before,
        };
        var figures = SchoolFigures.Of(school, TrustCalendar.Of(work.Trust).PeriodsOf(night), counted, found) with
        {
            Review = outcome.Review,
        };
        var planned = ledger.Where(nudge => nudge.PlannedOn == night).ToList();
        var intake = new IntakeCounts(
            files.Count(file => file.Outcome == IntakeOutcome.Applied),
            files.Count(file => file.Outcome == IntakeOutcome.Rejected),
            files.Count(file => file.Outcome == IntakeOutcome.Held),
            files.Sum(file => file.RowsRead), files.Sum(file => file.RowsApplied), files.Sum(file => file.RowsRejected),
            files.Sum(file => file.RowsHeld));
        return new(
            night, school.Id, school.Policy.Id,
            // Pupils are those on roll, sessions are everybody's (domain 0.18).
            Headcount.Of(onRoll.Select(pupil => pupil.Status)) with { Tally = figures.Periods[0].Everyone.Tally }, intake,
            onRoll.Sum(pupil => pupil.MissingOn(school, night)),
            planned.Count(nudge => nudge.Reason is null), planned.Count(nudge => nudge.Reason is not null),
            FingerprintOf(onRoll, figures))
        {
            Nudges = NudgeCounts.Of(ledger, night),
            MessagesRefused = ledger.Count(nudge => nudge.State == NudgeState.Failed && DayOf(nudge) == night),
            ReportsLate = ledger.Count(nudge => nudge is { Channel: Channel.Text, State: NudgeState.Accepted }
                && nudge.Lead == nudge.Place && DayOf(nudge) < night && DayOf(nudge) >= night.AddDays(-DaysOfReports)),
            Figures = figures,
            PupilsHeld = work.Held.All.Count,
            ShowsAttendance = figures.Periods[0].ShowsAttendance,
            TellsUnauthorised = figures.Periods[0].TellsUnauthorised,
        };
    }

    /// <summary>The day on which a message last changed.</summary>
    private static DateOnly? DayOf(Nudge nudge) => nudge.MovedAt is { } at ? London.DateAt(at) : null;

    /// <summary>A hash of all data in the summaries: if it changes, the summaries are made again.</summary>
    private static string FingerprintOf(IEnumerable<PupilNight> onRoll, SchoolFigures figures)
    {
        var rows = onRoll.Select(pupil =>
            $"{pupil.Pupil.Upn}\t{pupil.Pupil.YearGroup}\t{pupil.Pupil.Class}\t{pupil.Record.Tally}\t{pupil.Record.Stage}");
        var texts = FiguresColumns.TextsOf(figures);
        var all = string.Join('\n', rows.Concat(FiguresColumns.Names.Select(name => texts[name])));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    /// <summary>
    /// The number of consecutive school days, ending with the night's own, on which too few pupils have a mark to open a school day, so
    /// planned leave does not count as a register. Days of an earlier academic year do not count.
    /// </summary>
    private static int DaysWithoutRegisters(Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils) => school.Calendar
        .SchoolDaysBackFrom(night)
        .TakeWhile(day => AcademicYear.Of(day) == AcademicYear.Of(night) && !IsOpen(day, trust.MinimumCoverage, pupils))
        .Count();

    private static bool IsOpen(DateOnly day, decimal minimumCoverage, IReadOnlyList<PupilNight> pupils)
    {
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(day)).ToList();
        var marked = onRoll.Count(pupil => pupil.Record.Marks.Stated(day, day).Any());
        return marked > 0 && marked >= minimumCoverage * onRoll.Count;
    }
}
