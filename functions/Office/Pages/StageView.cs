using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A child in the list of a school's children by stage.</summary>
/// <param name="Key">The key by which addresses name the child.</param>
/// <param name="Stage">The stage at which attendance lies; null without data, or where it is too early to say.</param>
public sealed record ChildAtStage(WorklistPupil Pupil, OpaqueKey Key, int? Stage)
{
    /// <summary>The child's name as it is said: forename first.</summary>
    public string Name => $"{Pupil.Forename} {Pupil.Surname}";
}

/// <summary>The children of a school by stage, after its last night.</summary>
/// <param name="Night">The last night; null before the first one of the school year.</param>
/// <param name="All">The children who were on roll on that night: the worst stage first, and in it the lowest attendance.</param>
public sealed record StageView(School School, DateOnly? Night, IReadOnlyList<ChildAtStage> All)
{
    /// <param name="cases">The stages at which cases stand; 0 for a child without a case.</param>
    public static StageView Of(
        School school, IReadOnlyDictionary<Upn, RosterEntry> roster, IReadOnlyDictionary<Upn, NightFigures> figures,
        IReadOnlyDictionary<Upn, int> cases, Func<Upn, OpaqueKey> keyOf)
    {
        if (figures.Values.Max(of => of.Night) is not { } night)
        {
            return new(school, Night: null, []);
        }

        var none = new NightFigures(default, Night: null, Stage: null);
        return new(
            school, night,
            [
                .. roster.Values.Where(entry => entry.Claims(night))
                    .Select(entry => (entry.Known, Figures: figures.GetValueOrDefault(entry.Pupil.Upn) ?? none))
                    .Select(child => new ChildAtStage(
                        WorklistPupil.Of(school, child.Known, child.Figures) with
                        {
                            CaseStage = school.Policy.NameOrNumberOf(cases.GetValueOrDefault(child.Known.Upn)),
                        },
                        keyOf(child.Known.Upn), child.Figures.Stage))
                    .OrderByDescending(child => child.Stage).ThenBy(child => child.Pupil.Percent.AsNumber ?? decimal.MaxValue)
                    .ThenBy(child => child.Pupil.Surname, StringComparer.Ordinal)
                    .ThenBy(child => child.Pupil.Forename, StringComparer.Ordinal).ThenBy(child => child.Pupil.Upn, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Every stage with the number of its children, the worst first, and last those of whom it is too early to say.</summary>
    public IReadOnlyList<(int? Stage, int Children)> Stages =>
    [
        .. Enumerable.Range(0, School.Policy.Stages.Count + 1).Select(stage => (int?)stage).Union(All.Select(child => child.Stage))
            .OrderDescending().Select(stage => (stage, All.Count(child => child.Stage == stage))),
    ];

    /// <summary>The policy's name for a stage.</summary>
    public string NameOf(int? stage) => stage is { } number ? School.Policy.NameOrNumberOf(number) : "Too early to say";
}

/// <summary>Which of a school's children a person wants to see.</summary>
/// <param name="Stage">A stage as <see cref="ValueOf"/> writes it; empty for every stage of concern.</param>
/// <param name="Year">A year group; empty for all.</param>
public sealed record StageFilter(string Stage, string Year)
{
    /// <summary>The name of the stage in an address.</summary>
    public const string StageQuery = "stage";

    /// <summary>The name of the year group in an address.</summary>
    public const string YearQuery = "year";

    private const string TooEarly = "none";

    public static StageFilter Of(HttpRequest request) =>
        new(request.Query[StageQuery].ToString(), request.Query[YearQuery].ToString());

    /// <summary>A stage in an address.</summary>
    public static string ValueOf(int? stage) => stage is { } number ? number.ToString(CultureInfo.InvariantCulture) : TooEarly;

    /// <summary>Whether a child is wanted.</summary>
    public bool Wants(ChildAtStage child) =>
        (Stage.Length == 0 ? child.Stage > 0 : ValueOf(child.Stage) == Stage) && (Year.Length == 0 || child.Pupil.YearGroup == Year);
}
