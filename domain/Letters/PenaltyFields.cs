using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>The facts of a letter of a penalty matter, which is to or about one parent alone.</summary>
/// <param name="Parent">The parent, as tonight's roster has the contact.</param>
/// <param name="Issued">The days of the parent's notices for the child that were not withdrawn.</param>
/// <param name="Sessions">The unauthorised sessions of the matter, by tonight's marks, in order.</param>
/// <param name="Improving">The Notice to Improve; null if none was given.</param>
public sealed record PenaltyFacts(
    Contact Parent, IReadOnlyList<DateOnly> Issued, IReadOnlyList<(Session Session, Mark Mark)> Sessions, PenaltyState.Improving? Improving)
{
    /// <summary>The facts of the letters that an event of the penalty matter requests: one for each parent whom it is about.</summary>
    /// <returns>Nothing where the matter has gone on since, or the roster has no parent.</returns>
    public static IEnumerable<PenaltyFacts> Of(PupilNight pupil, CaseEvent happened)
    {
        var penalty = pupil.Case.Penalty;
        if (penalty.Matter is not { } matter)
        {
            yield break;
        }

        var history = MarkHistory.Of(pupil.Record.Marks, pupil.Pupil.OnRoll).And(pupil.Earlier);
        var parents = matter.State is PenaltyState.Notice notice
            ? notice.Parents.Where(line => line.Key == happened.Key).Select(line => line.Parent)
            : PenaltyParent.Of(pupil.Pupil);
        foreach (var parent in parents)
        {
            var contact = parent.In(pupil.Pupil) ?? new Contact(parent.Slot, parent.Name, "", HasParentalResponsibility: true, "", "");
            yield return new(
                contact, penalty.IssuedTo(parent), [.. matter.Sessions.Select(session => (session, history.At(session)))],
                matter.State as PenaltyState.Improving ?? (matter.State as PenaltyState.Notice)?.After);
        }
    }
}

/// <summary>Fields of the letters of a penalty matter: what parents read, and what only the local authority does.</summary>
internal static class PenaltyFields
{
    public static IReadOnlyList<Field<LetterFacts>> Fields { get; } =
    [
        new("ParentName", "The one parent whom it is to or about; \"parent or carer\" where the roster gives no name.", ParentName),
        new("UnauthorisedSessions", "The half days missed without the school's agreement that the matter counts, as a number.",
            facts => LetterFormat.Of(Sessions(facts).Count)),
        new("FirstMissed", "The day of the first of them: 5 January 2026.", facts => Day(Sessions(facts), 0)),
        new("LastMissed", "The day of the last of them.", facts => Day(Sessions(facts), ^1)),
        new("ImproveFrom", "The first day of the improvement period; empty where no Notice to Improve was given.",
            facts => facts.Penalty?.Improving is { } improving ? English.Day(improving.From) : ""),
        new("ImproveUntil", "The last day of it.", facts => facts.Penalty?.Improving is { } improving ? English.Day(improving.Until) : ""),
        new("Fine", "What the next penalty notice would cost this parent: £160, or £80 if it is paid within 21 days.", Fine),
    ];

    public static IReadOnlyList<Condition<LetterFacts>> Conditions { get; } =
        [new("MayBeFined", "There may be another penalty notice to this parent.", MayBeAnother)];

    /// <summary>The days without codes, because a code may reveal facts about health, faith or the law.</summary>
    public static FieldList<LetterFacts> Missed { get; } = new(
        "Missed",
        "The days of the half days missed without the school's agreement.",
        [new("Date", "The day: Monday 5 January 2026."), new("When", "All day, Morning or Afternoon.")],
        facts => [.. Sessions(facts).GroupBy(counted => counted.Session.Date, counted => counted.Session.Half).Select(day =>
            (IReadOnlyList<string>)[English.Weekday(day.Key), day.Count() > 1 ? "All day" : InWords(day.First())])]);

    public static IReadOnlyList<Field<LetterFacts>> OfRequest { get; } =
    [
        new("ParentRelationship", "Mother, father, carer …", facts => facts.Penalty?.Parent.Relationship ?? ""),
        new("ParentAddress", "Where the parent lives; empty where the roster does not say.",
            facts => facts.Penalty?.Parent.HomeAddress ?? ""),
        new("ParentPhone", "The mobile number.", facts => facts.Penalty?.Parent.Mobile ?? ""),
        new("ParentEmail", "The email address.", facts => facts.Penalty?.Parent.Email ?? ""),
        new("ChildAddress", "Where the child lives; empty where the roster does not say.", facts => facts.Pupil.HomeAddress),
        new("NextNotice", "Which notice to this parent for this child it would be.",
            facts => PenaltyFigures.Describe(facts.Penalty?.Issued ?? [], facts.Night)),
        new("NoticeToImprove", "The Notice to Improve and the sessions missed in its period; that none was given, where it was so.",
            NoticeToImprove),
    ];

    /// <summary>The extract of the register, with codes: it is for the local authority alone.</summary>
    public static FieldList<LetterFacts> Extract { get; } = new(
        "Extract",
        "The extract of the register: the sessions of the matter.",
        [
            new("Date", "The day: Monday 5 January 2026."), new("Session", "Morning or Afternoon."),
            new("Code", "The code in the register, by tonight's marks."), new("Meaning", "What the code means."),
        ],
        facts => [.. Sessions(facts).Select(counted => (IReadOnlyList<string>)
        [
            English.Weekday(counted.Session.Date), InWords(counted.Session.Half), counted.Mark.IsMissing ? "" : counted.Mark.Code.Text,
            counted.Mark.IsMissing ? "" : counted.Mark.Code.Meaning,
        ])]);

    private static IReadOnlyList<(Session Session, Mark Mark)> Sessions(LetterFacts facts) => facts.Penalty?.Sessions ?? [];

    private static string ParentName(LetterFacts facts) =>
        facts.Penalty?.Parent.Name is { Length: > 0 } name ? name : "parent or carer";

    private static bool MayBeAnother(LetterFacts facts) => PenaltyFigures.MayBeAnother(facts.Penalty?.Issued ?? [], facts.Night);

    private static string Fine(LetterFacts facts)
    {
        var figures = PenaltyFigures.On(facts.Night);
        return PenaltyFigures.Counting(facts.Penalty?.Issued ?? [], facts.Night).Count == 0
            ? $"£{LetterFormat.Of(figures.Pounds)}, or £{LetterFormat.Of(figures.PoundsIfPaidEarly)} if it is paid within "
                + $"{LetterFormat.Of(figures.EarlyDays)} days"
            : $"£{LetterFormat.Of(figures.SecondPounds)}";
    }

    private static string NoticeToImprove(LetterFacts facts) => facts.Penalty?.Improving is { } improving
        ? $"From {English.Day(improving.From)} to {English.Day(improving.Until)}: {PenaltyDescription.Missed(improving)}."
        : "None was given.";

    private static string Day(IReadOnlyList<(Session Session, Mark Mark)> sessions, Index index) =>
        sessions.Count == 0 ? "" : English.Day(sessions[index.GetOffset(sessions.Count)].Session.Date);

    private static string InWords(HalfDay half) => half == HalfDay.AM ? "Morning" : "Afternoon";
}
