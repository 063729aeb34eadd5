using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The tables of pupils, which are only in their own school's summary.</summary>
internal static class PupilTables
{
    private const int SchoolDaysOfWeek = 5;

    private static readonly SummaryColumn[] Who =
        [
            new("surname", "Surname", 18), new("forename", "Forename", 16), new("upn", "UPN", 16), new("year_group", "Year group", 10),
            new("class", "Class", 10),
        ];

    /// <summary>Every pupil on roll, in ascending order of attendance; pupils without a session are last.</summary>
    public static SummaryTable Pupils(School school, SummarySubject subject, IReadOnlyCollection<PupilNight> pupils) => new(
        "pupil-attendance", "Pupils", "Pupils",
        $"{subject.Sessions} The lowest attendance stands first. Stage, persistent and severe absence and the distance from the "
            + $"line are of the school year to {English.Day(subject.Period.To)}. The stage is where attendance lies; "
            + "the case stands where people and the policy's process have taken it.",
        [
            .. Who, new("possible", "Possible sessions", 12), new("attended", "Attended", 12), new("percent", "Attendance", 12),
            new("days_missed", "Days missed", 10), new("stage", "Stage", 8), new("stage_name", "Stage name", 28),
            new("case_stage", "Case stands at", 28), new("persistent_absence", "Persistently absent", 14),
            new("severe_absence", "Severely absent", 12),
            new("absences_until_persistent", "More absent sessions until persistently absent", 18),
            new("full_weeks_until_clear", "Full weeks until no longer", 14), new("in_words", "Days from the threshold", 52),
        ],
        [
            .. pupils.Select(pupil => (Pupil: pupil, Tally: pupil.TallyOf(subject.Period.From, subject.Period.To)))
                .OrderBy(pupil => pupil.Tally.Possible == 0)
                .ThenBy(pupil => pupil.Tally, Comparer<Tally>.Create(Compare))
                .ThenBy(pupil => pupil.Pupil.Pupil.Surname, StringComparer.OrdinalIgnoreCase).ThenBy(pupil => pupil.Pupil.Pupil.Upn)
                .Select(pupil => Row(school, pupil.Pupil, pupil.Tally, WeeksLeft(school, subject.Period.To))),
        ],
        subject.WhyNoRates)
    { IsOfPupils = true };

    /// <summary>The pupils whose stage changed since last week and since the last half term, by name.</summary>
    public static SummaryTable Moved(School school, SummarySubject subject, IReadOnlyCollection<PupilNight> pupils) => new(
        "pupils-moved", "Pupils who moved", "Pupils who moved to another stage",
        $"Stages as they were read on the day from which is compared, and on {English.Day(subject.Period.To)}. Up is towards "
            + "more concern.",
        [
            .. Who, new("since", "Since", 14), new("since_date", "Day", 12), new("movement", "Movement", 12),
            new("from_stage", "From", 30), new("to_stage", "To", 30), new("percent", "Attendance, year so far", 14),
        ],
        [
            .. Rows(school, pupils, "Last week", subject.Figures.SinceWeek),
            .. Rows(school, pupils, "Last half term", subject.Figures.SinceHalfTerm),
        ],
        NobodyMoved(subject.Figures))
    { IsOfPupils = true };

    private static string NobodyMoved(SchoolFigures of) => (of.SinceWeek?.Compared > 0, of.SinceHalfTerm?.Compared > 0) switch
    {
        (true, true) => "Nobody moved to another stage since last week or since the last half term.",
        (true, false) => "Nobody moved to another stage since last week. There is no half term to compare with yet.",
        (false, true) => "Nobody moved to another stage since the last half term. There is no week to compare with yet.",
        (false, false) => "Nothing to compare with yet: no stage was read last week or at the end of the last half term.",
    };

    private static IEnumerable<SummaryRow> Rows(School school, IEnumerable<PupilNight> pupils, string since, StageMovements? movements) =>
        movements is not { Since: var day }
        ? []
        : from pupil in pupils
          let then = StageMovements.StageAt(pupil, day)
          let now = pupil.Record.Stage
          where then is not null && now is not null && then != now
          orderby now < then, now descending, pupil.Pupil.Surname, pupil.Pupil.Upn
          select new SummaryRow(
          [
              .. NameOf(pupil), since, Cell.Date(day), now > then ? "up" : "down", school.Policy.NameOrNumberOf(then.Value),
              school.Policy.NameOrNumberOf(now.Value), RateComparison.Percent(pupil.Status.Tally),
          ])
          { Tone = now > then ? Tone.Watch : Tone.Good };

    private static SummaryRow Row(School school, PupilNight pupil, Tally tally, int weeksLeft)
    {
        var measured = pupil.Status as AttendanceStatus.Measured;
        var isPersistent = measured is { IsPersistentAbsence: true };
        return new(
        [
            .. NameOf(pupil), tally.Possible, tally.Attended, RateComparison.Percent(tally),
            Cell.Number(new TimeLost(tally.Absent, school.Policy.FullYear.LearningHoursPerDay).Days),
            measured is null ? Cell.Empty : measured.Band.Stage, measured?.Band.Name ?? "", school.Policy.NameOrNumberOf(pupil.Case.Stage),
            measured is null ? Cell.Empty : Cell.YesOrNo(isPersistent),
            measured is null ? Cell.Empty : Cell.YesOrNo(measured.IsSevereAbsence),
            measured is null || isPersistent ? Cell.Empty : PersistentAbsenceMargin.AbsencesUntil(measured.Rate),
            measured is null || !isPersistent ? Cell.Empty : PersistentAbsenceMargin.FullWeeksUntilClear(measured.Rate),
            InWords(pupil.Status, weeksLeft),
        ])
        { Tone = measured is null ? Tone.Plain : measured.IsSevereAbsence ? Tone.Concern : isPersistent ? Tone.Watch : Tone.Plain };
    }

    /// <summary>The number of whole weeks of school days left in the school year after a night.</summary>
    private static int WeeksLeft(School school, DateOnly night) =>
        school.Calendar.SchoolDaysFrom(night.AddDays(1)).TakeWhile(AcademicYear.Of(night).Contains).Count() / SchoolDaysOfWeek;

    private static string InWords(AttendanceStatus status, int weeksLeft) => status switch
    {
        AttendanceStatus.NoData => "No possible session yet",
        AttendanceStatus.TooEarly => "Too early to say",
        AttendanceStatus.Measured { IsPersistentAbsence: true } measured =>
            $"{(measured.IsSevereAbsence ? "Severely absent" : "Persistently absent")}; "
                + $"{UntilClear(PersistentAbsenceMargin.FullWeeksUntilClear(measured.Rate), weeksLeft)}",
        AttendanceStatus.Measured measured =>
            $"Persistently absent after {English.Count(PersistentAbsenceMargin.AbsencesUntil(measured.Rate), "more absent session")}",
        _ => "",
    };

    private static string UntilClear(int weeks, int weeksLeft) => weeks <= weeksLeft
        ? $"{English.Count(weeks, "week")} of full attendance until below 10% missed"
        : "10% or more missed to the end of the school year, even with full attendance";

    private static IEnumerable<Cell> NameOf(PupilNight pupil) =>
        [pupil.Pupil.Surname, pupil.Pupil.PreferredName, pupil.Pupil.Upn.ToString(), pupil.Pupil.YearGroup, pupil.Pupil.Class];

    /// <summary>Compares exact rates, the lower one first; pupils without a session are equal.</summary>
    private static int Compare(Tally one, Tally other) =>
        ((long)one.Attended * other.Possible).CompareTo((long)other.Attended * one.Possible);
}
