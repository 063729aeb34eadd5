using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Cases.Celebrations;

/// <summary>What a pupil may be celebrated for on one night. Weeks are those in which the school was open, so holidays are passed over.</summary>
internal sealed class CelebrationRules
{
    /// <summary>School weeks that make a month.</summary>
    private const int Month = 4;

    private readonly DateOnly _night;

    /// <summary>Mondays of this year's school weeks, tonight's first; of one month and the week after it at most.</summary>
    private readonly IReadOnlyList<DateOnly> _mondays;

    /// <summary>The school days of the week that ends tonight; none on other nights.</summary>
    private readonly IReadOnlyList<DateOnly> _week;

    private readonly IReadOnlyList<DateOnly> _weekBefore;

    /// <summary>The school days of the half term that ends tonight; none on other nights.</summary>
    private readonly IReadOnlyList<DateOnly> _halfTerm;

    public CelebrationRules(SchoolCalendar calendar, DateOnly night)
    {
        _night = night;
        _mondays = [.. calendar.SchoolDaysBackFrom(night).TakeWhile(AcademicYear.Of(night).Contains).Select(SchoolCalendar.MondayOf).Distinct().Take(Month + 1)];
        _week = calendar.IsLastOfWeek(night) ? [.. calendar.SchoolDaysOfWeek(night)] : [];
        _weekBefore = _mondays.Count > 1 ? [.. calendar.SchoolDaysOfWeek(_mondays[1])] : [];
        _halfTerm = calendar.IsLastOfHalfTerm(night) && calendar.TryFindHalfTerm(night, out var term) ? [.. calendar.SchoolDaysOf(term)] : [];
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
    /// The four school weeks of this year before this one, taken together, were at the level of persistent absence: 10% or more of
    /// their possible sessions missed, exactly 10% among them. The last of them was not full, so a run of full weeks is celebrated
    /// at its beginning and not each Friday. With fewer than four weeks there is no month to compare with.
    /// </summary>
    private bool ComesAfterWorseMonth(YearOfMarks marks) =>
        _mondays.Count > Month
        && Rate.TryOf(Tally.Of(marks, _mondays[Month], _mondays[0].AddDays(-1)), out var month)
        && month.IsPersistentAbsence
        && !FullAttendance.Over(_weekBefore, marks);

    /// <summary>
    /// Tonight's events together lead to a better stage. Where the policy moved the case, no mark may have been changed tonight: a
    /// correction is no improvement (domain 0.9 keeps nudges back then too). Where a person closed it or took it a step back, there
    /// may have been another reason, and attendance must have become better.
    /// </summary>
    public bool HasImproved(YearOfMarks marks, bool hasCorrectedMarks, IEnumerable<CaseEvent> events)
    {
        var moves = events.Where(happened => happened.IsMove).ToList();
        return moves.Count > 0
            && moves[^1].To < moves[0].From
            && moves.Any(move => move.Kind switch
            {
                CaseEventKind.Improved => !hasCorrectedMarks,
                CaseEventKind.Closed or CaseEventKind.Confirmed => move.To < move.From && IsBetterOfLate(marks),
                _ => false,
            });
    }

    /// <summary>Attendance over the last four school weeks, this one among them, is above that of the year before them.</summary>
    private bool IsBetterOfLate(YearOfMarks marks)
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
