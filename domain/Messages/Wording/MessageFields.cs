using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>The fields that a template may name: none for a code, reason, rate, stage, circumstance, other child (domain 0.9).</summary>
public static class MessageFields
{
    /// <summary>For parts without fields.</summary>
    internal static FieldSet<string> None { get; } = new([], []);

    /// <summary>For the subject, the text and the email.</summary>
    public static FieldSet<MessageFacts> OfMessage { get; } = new(
        [
            new("Parent", "The parent's name; what [parent] says where the roster gives none.", Parent),
            new("Children", "What [child] says of each child, as a list in a sentence: one, another and a third.", facts =>
                MessageFacts.InAList([.. facts.Children.Select(facts.Template.Child.FillClause)], facts.Template.And)),
            new("Schools", "What [school] says of each school, each once: one or another.", facts =>
                MessageFacts.InAList([.. facts.Schools.Select(facts.Template.School.FillClause)], facts.Template.Or)),
            new("ChildFirstNames", "The children's first names in use: Maggie and Tom.", facts =>
                MessageFacts.InAList([.. facts.Children.Select(child => One(child.FirstName))], facts.Template.And)),
            new("SchoolNames", "The schools' names, each once: Riverside Primary School and Riverside Academy.", facts =>
                MessageFacts.InAList(
                    [.. facts.Schools.Select(school => school.Name).Distinct(StringComparer.Ordinal).Select(One)], facts.Template.And)),
            .. Days<MessageFacts>(facts => facts.Period),
        ],
        [
            new("Sen", "One of the children has special educational needs: SEN support, or an education, health and care plan.",
                facts => facts.Children.Any(child => child.HasSpecialNeeds)),
            new("Missed", "One of the children missed at least half a day in the days that the message is about.",
                facts => facts.Children.Any(child => child.Sessions.Absent > 0)),
            new("Several", "The message is about more than one child.", facts => facts.Children.Count > 1),
            new("SinceADay", "The figures about one of the children begin on the day on which the school started with this product.",
                facts => facts.Children.Any(child => child.IsSinceADay)),
        ]);

    /// <summary>For the clause about one child.</summary>
    public static FieldSet<Child> OfChild { get; } = new(
        [
            Of<Child>("ChildFirstName", "The first name in use.", child => child.FirstName),
            Of<Child>("SchoolName", "The name of the child's school.", child => child.School),
            WithEnglishWord<Child>("DaysMissed", "School days missed: 9½ days.", child => child.Lost.DaysInWords),
            WithEnglishWord<Child>("HoursMissed", "The hours of learning in those days, as the policy counts them: 47½ hours.",
                child => child.Lost.HoursInWords),
            WithEnglishWord<Child>("DaysInSchool", "School days attended: 4½ days.", child => child.InSchool.DaysInWords),
            WithEnglishWord<Child>("DaysPossible", "School days on which the child could have been in school: 5 days.",
                child => child.Possible.DaysInWords),
            Of<Child>("DaysMissedNumber", "School days missed: 9½.", child => child.Lost.DaysAsNumber),
            Of<Child>("HoursMissedNumber", "The hours of learning in those days: 47½.", child => child.Lost.HoursAsNumber),
            Of<Child>("DaysInSchoolNumber", "School days attended: 4½.", child => child.InSchool.DaysAsNumber),
            Of<Child>("DaysPossibleNumber", "School days on which the child could have been in school: 5.",
                child => child.Possible.DaysAsNumber),
            .. Days<Child>(child => child.Period),
        ],
        [
            new("Sen", "This child has special educational needs.", child => child.HasSpecialNeeds),
            new("Missed", "This child missed at least half a day in the days that the message is about.",
                child => child.Sessions.Absent > 0),
            new("SinceADay", "The figures about this child begin on the day on which the school started with this product.",
                child => child.IsSinceADay),
        ]);

    /// <summary>For the clause about one school.</summary>
    public static FieldSet<SchoolToCall> OfSchool { get; } = new(
        [
            Of<SchoolToCall>("SchoolName", "The school's name.", school => school.Name),
            new("SchoolPhone", "The number that parents are asked to call. In an email it is a link that calls it.",
                school => [new Piece(Layout.Visible(school.Phone), PieceSource.Phone)]),
        ],
        []);

    private static IEnumerable<Field<T>> Days<T>(Func<T, MessagePeriod> period) =>
    [
        WithEnglishWord<T>(
            "FirstDay", "The first of the days that the message is about: 16 March.", facts => English.DayAndMonth(period(facts).From)),
        WithEnglishWord<T>("LastDay", "The last of them: 20 March.", facts => English.DayAndMonth(period(facts).To)),
        Of<T>("FirstDayNumber", "The first of the days that the message is about: 16/03/2026.", facts => InNumbers(period(facts).From)),
        Of<T>("LastDayNumber", "The last of them: 20/03/2026.", facts => InNumbers(period(facts).To)),
    ];

    private static Field<T> Of<T>(string name, string meaning, Func<T, string> value) => new(name, meaning, facts => One(value(facts)));

    /// <summary>A field whose value contains an English word; the field without the word has Number after its name.</summary>
    private static Field<T> WithEnglishWord<T>(string name, string meaning, Func<T, string> value) =>
        Of(name, meaning, value) with { InOtherLanguages = $"{name}Number" };

    private static IReadOnlyList<Piece> Parent(MessageFacts facts) => Layout.Visible(facts.ParentName) is { Length: > 0 }
        ? One(facts.ParentName)
        : [new Piece(facts.Template.Parent, PieceSource.Wording)];

    private static IReadOnlyList<Piece> One(string value) => [new Piece(Layout.Visible(value), PieceSource.Value)];

    private static string InNumbers(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
