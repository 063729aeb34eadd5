using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The schools under one policy, with how many of their pupils are at each of its stages.</summary>
/// <param name="Stages">The names of its stages, the one above the ladder first.</param>
/// <param name="Rows">The schools, each with the pupils at each stage and those of whom it is too early to say; null where that is not
/// told outside the school.</param>
public sealed record StagesOfSchools(
    string Policy, IReadOnlyList<string> Stages, IReadOnlyList<(School School, IReadOnlyList<int>? Pupils, int TooEarly)> Rows)
{
    /// <summary>The policies of a trust, each with its schools.</summary>
    public static IReadOnlyList<StagesOfSchools> AllOf(TrustSums sums) =>
    [
        .. from line in sums.Lines
           let stages = line.Stages
           where stages is not null
           group (line.School, Stages: stages) by stages.Policy into schools
           orderby schools.Key
           select new StagesOfSchools(
               schools.Key, schools.First().Stages.Stages,
               [.. schools.Select(row => (row.School, PupilsOf(row.Stages), row.Stages.Headcount.TooEarly))]),
    ];

    private static IReadOnlyList<int>? PupilsOf(StagesOfPolicy stages) => !stages.ShowsStages ? null
        : [.. Enumerable.Range(0, stages.Stages.Count)
            .Select(stage => stage < stages.Headcount.AtStage.Count ? stages.Headcount.AtStage[stage] : 0)];
}

/// <summary>The trust's summaries of one night.</summary>
/// <param name="Kinds">The school year so far, and what the night ended.</param>
public sealed record SummariesOfNight(DateOnly Night, IReadOnlyList<PeriodKind> Kinds);

/// <summary>One file of the trust's summaries that the office hands out. None of them names a pupil.</summary>
/// <param name="File">Its name in the folder of the night.</param>
public sealed record TrustSummary(PeriodKind Kind, string File, string Type)
{
    private const string Page = ".html";

    private const string Workbook = ".xlsx";

    /// <summary>The name by which an address names the page of a period.</summary>
    public static string PageOf(PeriodKind kind) => NameOf(kind) + Page;

    /// <summary>The name by which an address names its workbook.</summary>
    public static string WorkbookOf(PeriodKind kind) => NameOf(kind) + Workbook;

    /// <summary>The file with such a name; null if there is none.</summary>
    public static TrustSummary? Find(string name) => Enum.GetValues<PeriodKind>()
        .SelectMany(kind => new[]
        {
            (Name: PageOf(kind), File: new TrustSummary(kind, SummaryFile.Page, "text/html; charset=utf-8")),
            (Name: WorkbookOf(kind), File: new TrustSummary(kind, SummaryFile.Workbook, OfficeArchive.WorkbookType)),
        })
        .FirstOrDefault(file => file.Name == name).File;

    private static string NameOf(PeriodKind kind) => kind.Describe().Replace(" ", "-", StringComparison.Ordinal);
}
