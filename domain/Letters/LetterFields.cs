using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>Fields that are allowed in the same letters.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Letters">The letters in which they are allowed.</param>
/// <param name="Set">The fields, lists and conditions.</param>
public sealed record LetterFieldGroup(string Name, IReadOnlyList<LetterKind> Letters, FieldSet<LetterFacts> Set);

/// <summary>
/// The fields that the templates of a letter may name. The groups keep private facts out of letters that are not meant to contain
/// them: a template that names such a field is refused.
/// </summary>
/// <remarks>
/// There is no field for a circumstance on file or a person's note, because no letter may contain them. Only the request for a penalty
/// notice has codes: it is for the local authority.
/// </remarks>
public static class LetterFields
{
    private static readonly IReadOnlyList<LetterKind> Everywhere = Enum.GetValues<LetterKind>();

    private static readonly IReadOnlyList<LetterKind> NotAboutAStep =
    [
        LetterKind.HalfTermLetter, LetterKind.TermlyLetter, LetterKind.AdaptedTermlyLetter, LetterKind.AttendanceCertificate,
        LetterKind.NoticeToImprove, LetterKind.PenaltyRequest, LetterKind.PartnerInvitation, LetterKind.PunctualityInvitation,
        LetterKind.LeaveDecision,
    ];

    private static readonly IReadOnlyList<LetterKind> Records =
        [LetterKind.MeetingRecord, LetterKind.AttendancePlan, LetterKind.ReferralSummary];

    private static readonly IReadOnlyList<LetterKind> ForAuthority = [LetterKind.ReferralSummary, LetterKind.PenaltyRequest];

    private static readonly IReadOnlyList<LetterKind> OfPenalty = [.. Everywhere.Where(kind => kind.IsToOneParent())];

    /// <summary>All fields of all letters.</summary>
    public static IReadOnlyList<LetterFieldGroup> Groups { get; } =
    [
        new("Every letter", Everywhere, new(EverydayFields.School, [])),
        // People outside the school who are invited to a meeting need to know which child it is about, and no more.
        new("The child and the attendance", [.. Everywhere.Except([LetterKind.PartnerInvitation])], new(
            [.. EverydayFields.Child, .. EverydayFields.Attendance], EverydayFields.Conditions)),
        new("Letters about coming on time", [LetterKind.PunctualityInvitation], new(EverydayFields.Punctuality, [])),
        new("Answers about leave", [LetterKind.LeaveDecision], new(EverydayFields.Leave, EverydayFields.LeaveConditions)),
        new("Letters about a step", [.. Everywhere.Except(NotAboutAStep)], new(
            StepFields.Fields, StepFields.Conditions, [StepFields.Agreed])),
        new("Records that staff keep", Records, new(RecordFields.Fields, [], [RecordFields.HalfTerms])),
        new("Week by week", [LetterKind.AttendanceCertificate, LetterKind.ReferralSummary], new([], [], [RecordFields.Weeks])),
        new("Papers for the local authority", ForAuthority, new(RecordFields.ForAuthority, [])),
        new("Referral", [LetterKind.ReferralSummary], new([], [], [RecordFields.Contacts, RecordFields.Log])),
        new("Letters of a penalty matter", OfPenalty, new(PenaltyFields.Fields, PenaltyFields.Conditions)),
        new("Notice to Improve", [LetterKind.NoticeToImprove], new([], [], [PenaltyFields.Missed])),
        new("Request for a penalty notice", [LetterKind.PenaltyRequest], new(PenaltyFields.OfRequest, [], [PenaltyFields.Extract])),
    ];

    private static readonly Dictionary<LetterKind, FieldSet<LetterFacts>> ByKind = Everywhere.ToDictionary(kind => kind, kind =>
    {
        var sets = Groups.Where(group => group.Letters.Contains(kind)).Select(group => group.Set).ToList();
        return new FieldSet<LetterFacts>(
            [.. sets.SelectMany(set => set.Fields)], [.. sets.SelectMany(set => set.Conditions)], [.. sets.SelectMany(set => set.Lists)]);
    });

    /// <summary>The fields that the templates of this letter may name.</summary>
    public static FieldSet<LetterFacts> Of(LetterKind kind) => ByKind[kind];
}

/// <summary>Formats values that several fields have.</summary>
internal static class LetterFormat
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>89.5%; without a possible session there is no rate, never 0% or 100% (domain 0.1).</summary>
    public static string Of(bool hasRate, Rate rate) => hasRate ? $"{rate}%" : "not known yet";
}
