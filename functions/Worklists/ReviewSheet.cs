using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// The term's review of a school's policy: worklists/{school}/policy-{term}.xlsx and .csv, with a line for each sentence of the document
/// that is about the school and not about single pupils. It says nothing about anybody but who answered.
/// </summary>
public sealed class ReviewSheet(TrustStorage storage, ReviewTable reviews, ReviewEvidence evidence)
{
    /// <summary>Writes the sheet of the term that a night belongs to, with the answers and what is on record so far.</summary>
    /// <param name="cases">The school's cases after the night.</param>
    /// <param name="ledger">The school's messages of the school year.</param>
    /// <returns>How far the school has answered; nothing asked before the calendar's first term.</returns>
    public async Task<ReviewCounts> WriteAsync(
        School school, DateOnly night, IEnumerable<Case> cases, IEnumerable<Nudge> ledger, CancellationToken cancellationToken)
    {
        if (SchoolTerm.Of(school.Calendar, night) is not { } term)
        {
            return ReviewCounts.None;
        }

        var lines = PolicyReview.OfSchool(school.Policy, await reviews.ReadAsync(school.Id, term, cancellationToken));
        if (lines.Count > 0)
        {
            var sheet = SheetOf(school, term, lines, await evidence.ReadAsync(school, term, cases, ledger, cancellationToken));
            foreach (var (ending, content) in new[] { (".csv", CsvSheet.Of(sheet)), (Worklist.WorkbookEnding, Workbook.Make([sheet])) })
            {
                await storage.Container(Containers.Worklists).GetBlobClient($"{school.Id}/policy-{term.Id}{ending}")
                    .UploadAsync(content, overwrite: true, cancellationToken);
            }
        }

        return ReviewCounts.Of(lines);
    }

    /// <summary>The sheet, to read and print; schools answer in the office. A program answers by its last columns.</summary>
    public static WorkbookSheet SheetOf(School school, SchoolTerm term, IReadOnlyList<ReviewLine> lines, TermEvidence evidence) => new(
        "Policy", $"{school.Name}: review of \"{school.Policy.Name}\", {term}",
        [
            new("Where", 20) { Wraps = true }, new("What the policy says", 52) { Wraps = true }, new("Who", 18) { Wraps = true },
            new("When", 14), new("How it is done", 34) { Wraps = true }, new("On record", 28) { Wraps = true }, new("State", 18),
            new("What shows it", 30) { Wraps = true },
            new("Answered by", 16) { Wraps = true }, new("On", 11),
            new("School", 9) { IsSecondary = true }, new("UPN", 6) { IsSecondary = true }, new("Kind", 8) { IsSecondary = true },
            new("Key", 34) { IsSecondary = true },
        ],
        [.. lines.Select(line => RowOf(school, line, evidence.Of(line.Sentence.Action)))])
    { FrozenColumns = 2 };

    private static WorkbookRow RowOf(School school, ReviewLine line, string evidence)
    {
        var (action, answer) = (line.Sentence.Action, line.Answer);
        return new(
        [
            line.Sentence.Place, action.Text, action.Role, InWords(action.Due), HowItIsDone(school, action.Fulfilment), evidence,
            answer is null ? line.IsAsked ? "to answer" : "done by the product" : answer.State.WordOf(), answer?.Note ?? "",
            answer?.By.InWords() ?? "", answer is null ? Cell.Empty : Cell.Date(answer.On),
            school.Id.ToString(), "", WorklistKinds.Policy, line.IsAsked ? line.Key.ToString() : "",
        ]);
    }

    /// <summary>When a sentence is due, in words.</summary>
    public static string InWords(ActionDue due) => due switch
    {
        ActionDue.Start => "when it begins",
        ActionDue.Weekly => "each week",
        ActionDue.HalfTermly => "each half term",
        ActionDue.Termly => "each term",
        ActionDue.Yearly => "each year",
        _ => "always",
    };

    /// <summary>Who or what fulfils a sentence, and where that can be seen.</summary>
    public static string HowItIsDone(School school, Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.ByReview => "By the school: please say how far it is so",
        Fulfilment.ByPerson => "By people, and ticked off with the pupil",
        Fulfilment.ByMessage => "A message to the parents: \"Messages\" of the school's summary counts them",
        Fulfilment.ByLetter letter => $"{letter.Kind.TitleOf()}: letters/{school.Id}/",
        Fulfilment.ByOutput output => WhereToSee(output.Output),
        _ => throw new ArgumentOutOfRangeException(nameof(fulfilment), fulfilment, "Not a fulfilment."),
    };

    /// <summary>Where people find what the product does.</summary>
    public static string WhereToSee(ProductOutput output) => output switch
    {
        ProductOutput.Stages => "Worklist: what is proposed and what changed; \"Stages\" of the summary",
        ProductOutput.StageReview => "Worklist: the review of a stage's pupils",
        ProductOutput.Monitoring => "Worklist: the review of an agreed step when its time is over",
        ProductOutput.History => "The history of each case, in the referral and in a pupil's export",
        ProductOutput.Morning => "The morning's list, and texts to the families of children who are not seen",
        ProductOutput.HomeVisits => "Worklist: home visits",
        ProductOutput.Returns => "Worklist: returns to the local authority, with their documents",
        ProductOutput.OutsideAdults => "Worklist: who outside the school is to be told",
        ProductOutput.Lateness => "Worklist: who is often late; the sheet \"Patterns\"",
        ProductOutput.Contacts => "Worklist: whose contact details are not complete",
        ProductOutput.Leave => "A child's page: the requests for leave with their answers; worklist: what waits and what differs",
        ProductOutput.Timetables => "Worklist: the sheet \"Timetables\", and its document for the authority",
        ProductOutput.Siblings => "Worklist: siblings at another school of the trust",
        ProductOutput.Patterns => "Worklist: the sheet \"Patterns\"",
        ProductOutput.RegisterChecks => "Worklist: missing registers, and files with rows that came back",
        ProductOutput.Groups => "Worklist: the sheet \"Groups\"; \"Groups of pupils\" of the summary",
        ProductOutput.Celebrations => "Worklist: the sheet \"Celebrate\"",
        ProductOutput.ClassFigures => "Worklist: the sheet \"Classes\"; for the wall, classes-to-print.docx of the week's summary",
        ProductOutput.ClassSheets => "The school's summary of the week: class-sheets.docx",
        ProductOutput.Newsletter => "The school's summary of a week, half term or term: newsletter.txt",
        ProductOutput.AnnualReport => "The school's summary of a term: annual-report.csv",
        ProductOutput.FocusFamilies => "Worklist: rows that begin with \"Focus family\"",
        ProductOutput.SchoolSummary => "The school's summary, and its packs for governors, with governors.docx",
        ProductOutput.TrustSummary => "The trust's summary, and its packs for trustees",
        ProductOutput.NationalComparison => "\"How attendance stands\" of the summary: beside England",
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "Not an output."),
    };
}
