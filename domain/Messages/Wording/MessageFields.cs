using System.Globalization;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>
/// The fields that a template may name. There is none for a code, a reason, a rate, a stage, a circumstance or another child: they
/// are in no message (domain 0.9).
/// </summary>
public static class MessageFields
{
    /// <summary>In the subject, the text and the email.</summary>
    public static FieldSet<MessageFacts> OfMessage { get; } = new(
        [
            new("Parent", "The parent's name; what [parent] says where the roster gives none.", "", Parent),
            new("Children", "What [child] says of each child, as one says several things: one, another and a third.", "", Children),
            new("Schools", "What [school] says of each school, each once: one or another.", "", Schools),
            new("ChildFirstNames", "The children's first names in use: Maggie and Tom.", "",
                facts => MessageFacts.InAList([.. facts.Children.Select(child => One(child.FirstName))], facts.Template.And)),
            new("SchoolNames", "The schools' names, each once: Riverside Primary School and Riverside Academy.", "",
                facts => MessageFacts.InAList([.. facts.Schools.Select(school => school.Name).Distinct(StringComparer.Ordinal).Select(One)], facts.Template.And)),
            .. Days<MessageFacts>(facts => facts.Period),
        ],
        [
            new("Sen", "One of the children has special educational needs: SEN support, or an education, health and care plan.", facts => facts.Children.Any(child => child.HasSpecialNeeds)),
            new("Missed", "One of the children missed at least half a day in the days that the message speaks of.", facts => facts.Children.Any(child => child.Sessions.Absent > 0)),
            new("Several", "The message is about more than one child.", facts => facts.Children.Count > 1),
        ]);

    /// <summary>In the clause about one child.</summary>
    public static FieldSet<Child> OfChild { get; } = new(
        [
            new("ChildFirstName", "The first name in use.", "", child => One(child.FirstName)),
            new("SchoolName", "The name of the child's school.", "", child => One(child.School)),
            new("DaysMissed", "School days missed: 9½ days.", "DaysMissedNumber", child => One(child.Lost.DaysInWords)),
            new("HoursMissed", "The hours of learning that they come to, as the policy counts them: 47½ hours.", "HoursMissedNumber", child => One(child.Lost.HoursInWords)),
            new("DaysInSchool", "School days attended: 4½ days.", "DaysInSchoolNumber", child => One(child.InSchool.DaysInWords)),
            new("DaysPossible", "School days on which the child could have been in school: 5 days.", "DaysPossibleNumber", child => One(child.Possible.DaysInWords)),
            new("DaysMissedNumber", "School days missed: 9½.", "", child => One(child.Lost.DaysAsNumber)),
            new("HoursMissedNumber", "The hours of learning that they come to: 47½.", "", child => One(child.Lost.HoursAsNumber)),
            new("DaysInSchoolNumber", "School days attended: 4½.", "", child => One(child.InSchool.DaysAsNumber)),
            new("DaysPossibleNumber", "School days on which the child could have been in school: 5.", "", child => One(child.Possible.DaysAsNumber)),
            .. Days<Child>(child => child.Period),
        ],
        [
            new("Sen", "This child has special educational needs.", child => child.HasSpecialNeeds),
            new("Missed", "This child missed at least half a day in the days that the message speaks of.", child => child.Sessions.Absent > 0),
        ]);

    /// <summary>In the clause about one school.</summary>
    public static FieldSet<SchoolToCall> OfSchool { get; } = new(
        [
            new("SchoolName", "The school's name.", "", school => One(school.Name)),
            new("SchoolPhone", "The number that parents are asked to call. In an email it is a link that calls it.", "", school => [Piece.Phone(school.Phone)]),
        ],
        []);

    private static IEnumerable<MessageField<T>> Days<T>(Func<T, MessagePeriod> span) =>
    [
        new("FirstDay", "The first day of those that the message speaks of: 16 March.", "FirstDayNumber", facts => One(InWords(span(facts).From))),
        new("LastDay", "The last of them: 20 March.", "LastDayNumber", facts => One(InWords(span(facts).To))),
        new("FirstDayNumber", "The first day of those that the message speaks of: 16/03/2026.", "", facts => One(InNumbers(span(facts).From))),
        new("LastDayNumber", "The last of them: 20/03/2026.", "", facts => One(InNumbers(span(facts).To))),
    ];

    private static IReadOnlyList<Piece> Parent(MessageFacts facts) =>
        Piece.Value(facts.ParentName) is { Text.Length: > 0 } name ? [name] : [Piece.Wording(facts.Template.Parent)];

    private static IEnumerable<Piece> Children(MessageFacts facts) =>
        MessageFacts.InAList([.. facts.Children.Select(facts.Template.Child.FillClause)], facts.Template.And);

    private static IEnumerable<Piece> Schools(MessageFacts facts) =>
        MessageFacts.InAList([.. facts.Schools.Select(facts.Template.School.FillClause)], facts.Template.Or);

    private static IReadOnlyList<Piece> One(string value) => [Piece.Value(value)];

    private static string InWords(DateOnly date) => date.ToString("d MMMM", CultureInfo.InvariantCulture);

    private static string InNumbers(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
