namespace AttendanceFunctions.Domain.Cases.Celebrations;

/// <summary>Finds what a pupil is celebrated for on one night. Only weeks in which the school was open count as school weeks.</summary>
internal sealed class CelebrationRules
{
    /// <summary>The school weeks of a month.</summary>
    private const int Month = 4;

    private readonly DateOnly _night;

    /// <summary>The Mondays of this year's last school weeks, tonight's first: at most one month and the week after it.</summary>
    private readonly IReadOnlyList<DateOnly> _mondays;

    /// <summary>The school days of the week that ends tonight; none on other nights.</summary>
    private readonly IReadOnlyList<DateOnly> _week;

    private readonly IReadOnlyList<DateOnly> _weekBefore;

    /// <summary>The school days of the half term that ends tonight; none on other nights.</summary>
    private readonly IReadOnlyList<DateOnly> _halfTerm;

    public CelebrationRules(SchoolCalendar calendar, DateOnly night)
    {
        _night = night;
        _mondays =
        [
            .. calendar.SchoolDaysBackFrom(night).TakeWhile(AcademicYear.Of(night).Contains)
                .Select(SchoolCalendar.MondayOf).Distinct().Take(Month + 1),
        ];
        _week = calendar.IsLastOfWeek(night) ? [.. calendar.SchoolDaysOfWeek(night)] : [];
        _weekBefore = _mondays.Count > 1 ? [.. calendar.SchoolDaysOfWeek(_mondays[1])] : [];
        _halfTerm = calendar.IsLastOfHalfTerm(night) && calendar.TryFindHalfTerm(night, out var term)
            ? [.. calendar.SchoolDaysOf(term)]
            : [];
    }

    public IEnumerable<CelebrationReason> ReasonsFor(PupilNight pupil)
    {
        if (HasImproved(pupil.Record.Marks, pupil.HasCorrectedMarks, pupil.CaseNews))
        {
            yield return CelebrationReason.Improved;
        }

        if (FullAttendance.Over(_week, pupil.Record.Marks) && ComesAfterWorseMonth(pupil.Record.Marks))
        {
            yield return CelebrationReason.FullWeek;
        }

        if (FullAttendance.OnTimeOver(_halfTerm, pupil.Record.Marks))
        {
            yield return CelebrationReason.FullHalfTerm;
        }
    }

    /// <summary>
    /// Whether the four school weeks before this one together had persistent absence (10% or more of the possible sessions missed) and the
    /// last of them was not full, so that only the first of several full weeks is celebrated. False with fewer than four such weeks this
    /// year.
    /// </summary>
    private bool ComesAfterWorseMonth(YearOfMarks marks) =>
        _mondays.Count > Month
        && Rate.TryOf(Tally.Of(marks, _mondays[Month], _mondays[0].AddDays(-1)), out var month)
        && month.IsPersistentAbsence
        && !FullAttendance.Over(_weekBefore, marks);

    /// <summary>
    /// Whether tonight's events together lead to a better stage. A move by the policy is not counted on a night with corrected marks: a
    /// correction is not an improvement (domain 0.9 suppresses nudges then too). A person may close a case or take it a step back for
    /// other reasons, so then attendance must have risen as well.
    /// </summary>
    public bool HasImproved(YearOfMarks marks, bool hasCorrectedMarks, IEnumerable<CaseEvent> events)
    {
        var moves = events.Where(happened => happened.IsMove).ToList();
        return moves.Count > 0
            && moves[^1].To < moves[0].From
            && moves.Any(move => move.Kind switch
            {
                CaseEventKind.Improved => !hasCorrectedMarks,
                CaseEventKind.Closed or CaseEventKind.Confirmed => move.To < move.From && IsBetterLately(marks),
                _ => false,
            });
    }

    /// <summary>Whether attendance over the last four school weeks, this one included, is above that of the year before them.</summary>
    private bool IsBetterLately(YearOfMarks marks)
    {
        if (_mondays.Count <= Month)
        {
            return false;
        }

        var since = _mondays[Month - 1];
        var before = SessionCount.Of(Tally.Of(marks, marks.Year.FirstDay, since.AddDays(-1)));
        return before.IsBelow(SessionCount.Of(Tally.Of(marks, since, _night)));
    }
}

/// <summary>
/// Full attendance over some school days: every possible session was attended, and each day has at least one. A late mark (L) is
/// attended. A day without a mark does not count as attended; neither does a day on which the pupil was elsewhere (dual registered, not
/// required). A day on which the whole site was closed is left out, even if the calendar had planned it as a school day.
/// </summary>
internal static class FullAttendance
{
    /// <summary>Whether attendance was full over some days.</summary>
    /// <param name="days">School days of the marks' year, in order; false for none.</param>
    public static bool Over(IReadOnlyList<DateOnly> days, YearOfMarks marks) =>
        days.Count > 0
        && Tally.Of(marks, days[0], days[^1]) is { Absent: 0, Possible: > 0 }
        && days.All(day => IsPossible(day, marks));

    /// <summary>The same, and never late: "every day on time" (D0). U (after the register closed) is an absence anyway.</summary>
    public static bool OnTimeOver(IReadOnlyList<DateOnly> days, YearOfMarks marks) =>
        Over(days, marks) && Tally.Of(marks, days[0], days[^1]).LateBeforeClose == 0;

    private static bool IsPossible(DateOnly day, YearOfMarks marks)
    {
        var codes = marks.Stated(day, day).Select(stated => stated.Mark.Code).ToList();
        return codes.Any(code => code.IsPossible) || (codes.Count > 0 && codes.All(IsClosure));
    }

    private static bool IsClosure(AttendanceCode code) => code.Text is "#" or "Y4";
}
