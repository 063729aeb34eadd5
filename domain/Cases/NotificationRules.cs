using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Raises and withdraws what outside parties have to be told, whatever the policy, the stage, the circumstances and the pupil's age: the
/// new pupil and the deletion return to the local authority (2024 Regulations, reg. 13), and for a pupil's social worker, youth offending
/// team worker and virtual school each unexplained absence and the leaving (Working together to improve school attendance; domain 0.16,
/// 0.17).
/// </summary>
internal static class NotificationRules
{
    /// <summary>School days back for which late registers are still checked; the same as for settling an N (domain 0.7).</summary>
    private const int LateRegisterDays = 5;

    /// <summary>Calendar days before a leaving date in which it is asked to be told: some schools enter the date years ahead.</summary>
    private const int LeavingAhead = 28;

    /// <summary>School days of a school year in which the first roster without last year's oldest pupils is expected.</summary>
    private const int FirstRosterDays = 5;

    /// <summary>Calendar days by which a pupil may come onto the roster late and still be a new pupil.</summary>
    private const int LateEntry = 90;

    public static void Apply(CaseProgress progress, CaseDay day)
    {
        if (day.IsPupilsSchoolDay)
        {
            Absences(progress, day);
            Admission(progress, day);
        }

        Leaving(progress, day);
    }

    private static void Absences(CaseProgress progress, CaseDay day)
    {
        var history = MarkHistory.Of(day.Night.Marks, day.Night.Pupil.OnRoll).And(day.Night.Earlier);
        // Open ones whose marks have a reason by now: what is open may be older than the days that are looked at.
        Withdraw(
            progress,
            known => known.Occasion == Occasion.Absence && history.Knows(known.About) && !IsUnexplained(history, known, day));
        var adults = OutsideAdults.Of(day.Night.Pupil).ToList();
        if (adults.Count == 0)
        {
            return;
        }

        foreach (var spell in AbsenceSpell.Find(history, day.Date, LateRegisterDays))
        {
            foreach (var adult in adults.Where(adult => Notifications.Find(progress.Current, adult, spell) is null))
            {
                Raise(progress, new(adult, Occasion.Absence, spell.First, day.Date, day.Date));
            }
        }
    }

    /// <summary>Whether the day that a notification is about, or a day of the same spell, still has an unexplained session.</summary>
    private static bool IsUnexplained(MarkHistory history, Notification known, CaseDay day)
    {
        var following = history.Days(known.About, day.Date).Where(stated => stated.IsPossible).ToList();
        return following.Count == 0 || following[0].Date > known.About
            || following[0].Possible.Any(session => UnexplainedAbsence.IsUnexplained(session.Mark));
    }

    private static void Admission(CaseProgress progress, CaseDay day)
    {
        if (StartOf(day) is not { } start)
        {
            return;
        }

        Withdraw(progress, known => known.Occasion == Occasion.Admission && known.About != start);
        // A return that was made since stands, although the roster gives another day of admission by now.
        if (!progress.Current.Notifications.Any(known =>
            known.Occasion == Occasion.Admission && (known.About == start || known.Told?.On >= start)))
        {
            var due = start.AddDays(day.Night.School.Returns.NewPupilDays);
            Raise(progress, new(OutsideParty.LocalAuthority, Occasion.Admission, start, day.Date, due));
        }
    }

    /// <summary>The day of an admission for which a return is due; null if none is.</summary>
    /// <remarks>
    /// Of the pupils of a school's first roster, those are new whose admission was within the days in which the return is made. Pupils who
    /// join the most junior class on the first day of the school year are left out (reg. 13(2)).
    /// </remarks>
    private static DateOnly? StartOf(CaseDay day)
    {
        var (night, returns) = (day.Night, day.Night.School.Returns);
        if (night.Entry is not { } entry || entry.Start is not { } start || start > day.Date
            || start.AddDays(entry.Arrived is null ? returns.NewPupilDays : LateEntry) < entry.FirstSeen)
        {
            return null;
        }

        var isFirstDay = !night.Calendar.SchoolDaysFrom(AcademicYear.Of(start).FirstDay).TakeWhile(date => date < start).Any();
        return !returns.WantsYoungestClass && isFirstDay && night.Years.IsYoungest(night.Pupil.YearGroup) ? null : start;
    }

    private static void Leaving(CaseProgress progress, CaseDay day)
    {
        var leaving = LeavingOf(day);
        Withdraw(progress, known => known.Occasion == Occasion.Leaving && known.About != leaving);
        if (leaving is not { } date)
        {
            return;
        }

        if (!IsEndOfSchool(day, date) && !progress.Current.Notifications.Any(known =>
            known.IsSame(OutsideParty.LocalAuthority, Occasion.Leaving, date)))
        {
            Raise(progress, new(OutsideParty.LocalAuthority, Occasion.Leaving, date, day.Date, Due: date));
        }

        foreach (var adult in OutsideAdults.Of(day.Night.Pupil).Where(adult => !IsTold(progress.Current, adult, date, day)))
        {
            Raise(progress, new(adult, Occasion.Leaving, date, day.Date, Due: date));
        }
    }

    /// <summary>Whether an adult was told of this leaving, or is to be; a date that moves needs no second call.</summary>
    private static bool IsTold(Case current, OutsideParty adult, DateOnly leaving, CaseDay day) =>
        current.Notifications.Any(known => known.Party == adult && known.Occasion == Occasion.Leaving
            && (known.About == leaving || (!known.IsOpen && known.About >= day.Night.Pupil.OnRoll.Admission)));

    /// <summary>The leaving date that has to be told; null if there is none, or it is long before or far ahead.</summary>
    private static DateOnly? LeavingOf(CaseDay day)
    {
        var (pupil, entry) = (day.Night.Pupil, day.Night.Entry);
        var date = pupil.OnRoll.Leaving;
        return date == OnRoll.Always.Leaving || date > day.Date.AddDays(LeavingAhead) || date < entry?.FirstSeen ? null : date;
    }

    /// <summary>
    /// Whether the pupil leaves the school's most senior class at or after the end of the school year, of which no return is made unless
    /// the authority asks for it (reg. 13(5), (6)).
    /// </summary>
    private static bool IsEndOfSchool(CaseDay day, DateOnly leaving)
    {
        var night = day.Night;
        if (night.School.Returns.WantsOldestClass || !night.Years.IsOldest(night.Pupil.YearGroup))
        {
            return false;
        }

        var year = AcademicYear.Of(leaving);
        var isAfterLastDay = !night.Calendar.SchoolDaysFrom(leaving.AddDays(1)).TakeWhile(year.Contains).Any();
        return isAfterLastDay || IsMissingFromFirstRoster(day);
    }

    /// <summary>
    /// Whether the pupil had finished the school when the first roster of the new school year left the pupil out. A pupil who had a mark in
    /// the new year, whose age is still that of the school's year groups, or who goes missing later has not: the name was deleted during
    /// the year, and nobody may have told the authority.
    /// </summary>
    private static bool IsMissingFromFirstRoster(CaseDay day)
    {
        var (night, year) = (day.Night, day.Night.Marks.Year);
        return night.Entry?.MissingSince is { } missing && year.Contains(missing)
            && night.Calendar.SchoolDaysFrom(year.FirstDay).TakeWhile(date => date <= missing).Count() <= FirstRosterDays
            && !night.Marks.Stated(year.FirstDay, day.Date).Any()
            && !night.Years.AreForAge(night.Pupil.DateOfBirth, year);
    }

    private static void Raise(CaseProgress progress, Notification raised) =>
        progress.Update(current => current with { Notifications = [.. current.Notifications, raised] });

    private static void Withdraw(CaseProgress progress, Func<Notification, bool> isOver)
    {
        if (progress.Current.Notifications.Any(known => known.IsOpen && isOver(known)))
        {
            progress.Update(current => current with
            {
                Notifications = [.. current.Notifications.Where(known => !known.IsOpen || !isOver(known))],
            });
        }
    }
}
