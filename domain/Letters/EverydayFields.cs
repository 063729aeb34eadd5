using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The fields of every letter: the school, the child, and the attendance so far.</summary>
internal static class EverydayFields
{
    /// <summary>The school, and which child it is.</summary>
    public static IReadOnlyList<Field<LetterFacts>> School { get; } =
    [
        new("SchoolName", "The school's name.", facts => facts.School.Name),
        // No-break spaces keep the number on one line.
        new("SchoolPhone", "The number that parents are asked to call.", facts => facts.School.Phone.Replace(' ', '\u00A0')),
        new("SchoolContact", "Who answers it: a role or a name, as the settings have it.", facts => facts.School.Contact),
        new("LocalAuthority", "The school's local authority, as the settings name it.", facts => facts.School.LocalAuthority),
        new("TrustName", "The trust's name.", facts => facts.Trust.Name),
        new("TrustLead", "The trust's attendance lead: a role or a name, as the settings have it.", facts => facts.Trust.Lead.Name),
        new("LetterDate", "The night on which the letter was made: 5 September 2026.", facts => English.Day(facts.Night)),
        new("ChildFullName", "The first name on the register and the surname.", FullName),
        new("YearGroup", "The year group: Year 4, or as the school writes it where it is not a number.",
            facts => YearGroups.InWords(facts.Pupil.YearGroup)),
    ];

    public static IReadOnlyList<Field<LetterFacts>> Child { get; } =
    [
        new(
            "Parents",
            "The contacts with parental responsibility, each once, in a print run those at the address; the one parent of a letter to one; "
                + "\"parent or carer\" where the roster names none.",
            Parents),
        new(
            "PostalAddress",
            "Name and address for the window of an envelope, in up to six lines: those of the child's home or, in a print run, of the "
                + "parents who get the copy; the name alone where the roster has no address.",
            facts => string.Join('\n', facts.To.Lines($"The parents or carers of {FullName(facts)}"))),
        new("SpeakTo",
            "Whom parents are asked to speak to, as the settings have it; for a child with special educational needs the person for them: "
                + "Sam Rivers, the family liaison officer.",
            facts => (IsSen(facts) ? facts.School.SpeakTo.Sen : facts.School.SpeakTo.Usual).ToString()),
        new("Appointments", "How to agree a time to talk, as the settings have it.", facts => facts.School.SpeakTo.Appointments),
        new("ChildFirstName", "The first name in use.", facts => facts.Pupil.PreferredName),
        new("DateOfBirth", "The date of birth: 4 March 2017; empty where the roster gives none.", facts => DateOfBirth(facts.Pupil)),
        new("Class", "The class or tutor group; may be empty.", facts => facts.Pupil.Class),
        new("YearAndClass", "Both together, as far as there are any: Year 4, 4B.", YearAndClass),
    ];

    public static IReadOnlyList<Field<LetterFacts>> Attendance { get; } =
    [
        new("Since", "The first day that counts this school year: 2 September 2025.", facts => English.Day(facts.FirstDay)),
        new("DaysMissed", "School days missed so far this school year: 9½ days.", facts => facts.Lost(facts.Tally.Absent).DaysInWords),
        new("HoursMissed", "The hours of learning in those days, as the policy counts them: 47½ hours.",
            facts => facts.Lost(facts.Tally.Absent).HoursInWords),
        new("DaysInSchool", "School days attended so far: 85½ days.", facts => facts.Lost(facts.Tally.Attended).DaysInWords),
        new("DaysPossible", "School days on which the child could have been in school so far: 95 days.",
            facts => facts.Lost(facts.Tally.Possible).DaysInWords),
        new("DaysAuthorised", "The days missed with the school's agreement.", facts => facts.Lost(facts.Tally.Authorised).DaysInWords),
        new("DaysUnauthorised", "The days missed without it, with those whose reason is not known.",
            facts => facts.Lost(facts.Tally.Unauthorised).DaysInWords),
        new("SessionsMissed", "Half days missed so far, as a number.", facts => LetterFormat.Of(facts.Tally.Absent)),
        new("SessionsPossible", "Possible half days so far, as a number.", facts => LetterFormat.Of(facts.Tally.Possible)),
        new("TimesLate", "How often the child came late so far, before or after the register closed, as a number.",
            facts => LetterFormat.Of(facts.Tally.LateBeforeClose + facts.Tally.LateAfterClose)),
        new("TimesLateInWords",
            "The same in words, with the minutes as far as registers state them: never, once, 3 times, 25 minutes in all.",
            TimesLateInWords),
        new("Attendance", "The attendance so far: 89.5%.", facts => LetterFormat.Of(Rate.TryOf(facts.Tally, out var rate), rate)),
        new("DaysMissedHalfTerm", "School days missed in this half term so far, or in the last one during the holidays: 2 days.",
            facts => facts.Lost(facts.InHalfTerm.Absent).DaysInWords),
        new("DaysPossibleHalfTerm", "School days of it so far on which the child could have been in school: 19 days.",
            facts => facts.Lost(facts.InHalfTerm.Possible).DaysInWords),
        new("AttendanceHalfTerm", "The attendance in it so far: 89.5%.",
            facts => LetterFormat.Of(Rate.TryOf(facts.InHalfTerm, out var rate), rate)),
        new("Target", "The attendance that the policy aims at: 97%.", facts => facts.Policy.Target.ToString()),
    ];

    public static IReadOnlyList<Field<LetterFacts>> Punctuality { get; } =
    [
        new("TimesLateLately", "How often the child came late in the school weeks that the policy counts: 8 times.",
            facts => InWords(facts.Between(facts.LateFrom, facts.LastDay) is var late ? late.LateBeforeClose + late.LateAfterClose : 0)),
        new("LateSince", "The first day of those weeks: 16 March.", facts => English.DayAndMonth(facts.LateFrom)),
    ];

    public static IReadOnlyList<Field<LetterFacts>> Leave { get; } =
    [
        new("LeaveFrom", "The first day that was asked for: 16 March 2026.", facts => DayOf(facts.Leave?.Asked.From)),
        new("LeaveTo", "The last one.", facts => DayOf(facts.Leave?.Asked.To)),
        new(
            "LeaveDays", "Both in words: from 16 March 2026 to 20 March 2026, or on 16 March 2026.",
            facts => facts.Leave is { Asked: var asked } ? English.FromTo(asked.From, asked.To) : ""),
    ];

    public static IReadOnlyList<Condition<LetterFacts>> LeaveConditions { get; } =
    [
        new("LeaveGiven", "The leave was given.", facts => facts.Leave?.Decided is { Answer: not LeaveAnswer.Refused }),
    ];

    public static IReadOnlyList<Condition<LetterFacts>> Conditions { get; } =
    [
        new("Sen", "The child has special educational needs: SEN support, or an education, health and care plan.",
            IsSen),
        new("Missed", "The child missed at least half a day so far this school year.", facts => facts.Tally.Absent > 0),
        new("MissedThisHalfTerm", "The child missed at least half a day in this half term so far.", facts => facts.InHalfTerm.Absent > 0),
        new("BelowTarget", "The attendance so far is below what the policy aims at.",
            facts => Rate.TryOf(facts.Tally, out var rate) && rate.IsBelow(facts.Policy.Target)),
        new("WorksWithSchool", "The family works with the school already: a circumstance on file, a part-time timetable or a formal step.",
            facts => facts.WorksWithSchool),
        new("MissedMoreThisHalfTerm", "The child missed a larger part of this half term than of the school year before it.", MissedMore),
    ];

    private static string InWords(int times) => times == 0 ? "never" : English.Times(times);

    private static string DayOf(DateOnly? date) => date is { } day ? English.Day(day) : "";

    private static string FullName(LetterFacts facts) => $"{facts.Pupil.Forename} {facts.Pupil.Surname}";

    private static bool IsSen(LetterFacts facts) => facts.Pupil.Characteristics.Sen != Sen.None;

    private static string TimesLateInWords(LetterFacts facts)
    {
        var times = facts.Tally.LateBeforeClose + facts.Tally.LateAfterClose;
        var minutes = facts.Late.Stated(facts.Marks.Year, facts.FirstDay, facts.LastDay).Sum(late => late.Minutes);
        return InWords(times) + (times > 0 && minutes > 0 ? $", {English.Count(minutes, "minute")} in all" : "");
    }

    // On whole numbers, because printed shares may be the same (domain 0.1). Before the first half term there is nothing to compare with.
    private static bool MissedMore(LetterFacts facts)
    {
        var (now, year) = (facts.InHalfTerm, facts.Tally);
        var (absent, possible) = (year.Absent - now.Absent, year.Possible - now.Possible);
        return possible > 0 && now.Absent * possible > absent * now.Possible;
    }

    private static string Parents(LetterFacts facts) => facts.To.Names is { Count: > 0 } names ? English.List(names) : "parent or carer";

    private static string DateOfBirth(Pupil pupil) =>
        DateOnly.TryParseExact(pupil.DateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? English.Day(date)
            : pupil.DateOfBirth;

    private static string YearAndClass(LetterFacts facts) =>
        string.Join(", ", new[] { YearGroups.InWords(facts.Pupil.YearGroup), facts.Pupil.Class }.Where(part => part.Length > 0));
}
