using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The fields of every letter: the school, the child, and the attendance so far.</summary>
internal static class EverydayFields
{
    public static IReadOnlyList<Field<LetterFacts>> School { get; } =
    [
        new("SchoolName", "The school's name.", facts => facts.School.Name),
        // No-break spaces keep the number on one line.
        new("SchoolPhone", "The number that parents are asked to call.", facts => facts.School.Phone.Replace(' ', '\u00A0')),
        new("SchoolContact", "Who answers it: a role or a name, as the settings have it.", facts => facts.School.Contact),
        new("LocalAuthority", "The school's local authority, as the settings name it.", facts => facts.School.LocalAuthority),
        new("TrustName", "The trust's name.", facts => facts.Trust),
        new("LetterDate", "The night on which the letter was made: 5 September 2026.", facts => English.Day(facts.Night)),
    ];

    public static IReadOnlyList<Field<LetterFacts>> Child { get; } =
    [
        new(
            "Parents",
            "The contacts with parental responsibility, each once, or the one parent of a letter to one; \"parent or carer\" where the "
                + "roster names none.",
            Parents),
        new("ChildFirstName", "The first name in use.", facts => facts.Pupil.PreferredName),
        new("ChildFullName", "The first name on the register and the surname.", facts => $"{facts.Pupil.Forename} {facts.Pupil.Surname}"),
        new("DateOfBirth", "The date of birth: 4 March 2017; empty where the roster gives none.", facts => DateOfBirth(facts.Pupil)),
        new("Class", "The class or tutor group; may be empty.", facts => facts.Pupil.Class),
        new("YearGroup", "The year group: Year 4, or as the school writes it where it is not a number.",
            facts => YearGroup(facts.Pupil.YearGroup)),
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
        new("Attendance", "The attendance so far: 89.5%.", facts => LetterFormat.Of(Rate.TryOf(facts.Tally, out var rate), rate)),
        new("Target", "The attendance that the policy aims at: 97%.", facts => facts.Policy.Target.ToString()),
    ];

    public static IReadOnlyList<Condition<LetterFacts>> Conditions { get; } =
    [
        new("Sen", "The child has special educational needs: SEN support, or an education, health and care plan.",
            facts => facts.Pupil.Characteristics.Sen != Sen.None),
        new("Missed", "The child missed at least half a day so far this school year.", facts => facts.Tally.Absent > 0),
    ];

    private static string Parents(LetterFacts facts)
    {
        if (facts.Penalty is { Parent.Name: { Length: > 0 } alone })
        {
            return alone;
        }

        // A parent whom the roster lists twice is one parent (decision 0005).
        var names = facts.Pupil.Contacts
            .Where(contact => contact.HasParentalResponsibility && contact.Name.Length > 0)
            .Select(contact => contact.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count == 0 ? "parent or carer" : English.List(names);
    }

    private static string DateOfBirth(Pupil pupil) =>
        DateOnly.TryParseExact(pupil.DateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? English.Day(date)
            : pupil.DateOfBirth;

    private static string YearAndClass(LetterFacts facts) =>
        string.Join(", ", new[] { YearGroup(facts.Pupil.YearGroup), facts.Pupil.Class }.Where(part => part.Length > 0));

    private static string YearGroup(string yearGroup) =>
        yearGroup.Length > 0 && yearGroup.All(char.IsAsciiDigit) ? $"Year {yearGroup}" : yearGroup;
}
