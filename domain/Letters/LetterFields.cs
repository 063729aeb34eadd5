using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>
/// The fields that the templates of a letter may name, with their values. What a family must not read about itself or what is
/// nobody else's business is kept out by the groups: a template that names such a field is refused.
/// </summary>
/// <remarks>There is no field for a circumstance on file, for a code, or for anybody's note: they are in no letter.</remarks>
public sealed class LetterFields
{
    private static readonly IReadOnlyList<LetterKind> Everywhere = Enum.GetValues<LetterKind>();

    private static readonly IReadOnlyList<LetterKind> NotAboutAStep =
        [LetterKind.TermlyLetter, LetterKind.AdaptedTermlyLetter, LetterKind.AttendanceCertificate];

    private static readonly IReadOnlyList<LetterKind> Records = [LetterKind.MeetingRecord, LetterKind.AttendancePlan, LetterKind.ReferralSummary];

    /// <summary>All fields of all letters.</summary>
    public static IReadOnlyList<LetterFieldGroup> Groups { get; } =
    [
        new("Every letter", Everywhere, [.. EverydayFields.School, .. EverydayFields.Child, .. EverydayFields.Attendance], [], EverydayFields.Conditions),
        new("Letters about a step", [.. Everywhere.Except(NotAboutAStep)], StepFields.Fields, [], StepFields.Conditions),
        new("Records that staff keep", Records, RecordFields.Fields, [RecordFields.HalfTerms], []),
        new("Week by week", [LetterKind.AttendanceCertificate, LetterKind.ReferralSummary], [], [WeekFields.Weeks], []),
        new("Referral", [LetterKind.ReferralSummary], RecordFields.OfReferral, [RecordFields.Contacts, RecordFields.Log], []),
    ];

    private static readonly Dictionary<LetterKind, LetterFields> ByKind = Everywhere.ToDictionary(kind => kind, kind => new LetterFields(kind));

    private LetterFields(LetterKind kind)
    {
        var groups = Groups.Where(group => group.Letters.Contains(kind)).ToList();
        Fields = groups.SelectMany(group => group.Fields).ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        Lists = groups.SelectMany(group => group.Lists).ToDictionary(list => list.Name, StringComparer.OrdinalIgnoreCase);
        Conditions = groups.SelectMany(group => group.Conditions).ToDictionary(condition => condition.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Fields with one value, by name; capitals do not matter.</summary>
    public IReadOnlyDictionary<string, LetterField> Fields { get; }

    /// <summary>Lists, by name.</summary>
    public IReadOnlyDictionary<string, LetterList> Lists { get; }

    /// <summary>Conditions, by name.</summary>
    public IReadOnlyDictionary<string, LetterCondition> Conditions { get; }

    /// <summary>The fields that this letter may name.</summary>
    public static LetterFields Of(LetterKind kind) => ByKind[kind];
}
