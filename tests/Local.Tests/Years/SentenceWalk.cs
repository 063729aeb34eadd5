using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>Where a sentence of a policy came up first in the simulated year.</summary>
/// <param name="Place">The file, with the sheet's row or the table's row that it is, or the message.</param>
internal sealed record CameUp(DateOnly On, string Place);

/// <summary>
/// Walks the sentences of a policy through what a simulated year left: a person's action on the checklist, a message that left, a letter
/// that was made, a row of the review, or what the product shows, each in the file in which people find it.
/// </summary>
internal sealed class SentenceWalk(Policy policy)
{
    private readonly Dictionary<PolicySentence, CameUp> _found = [];

    private readonly List<PolicySentence> _sentences = [.. PolicySentence.AllOf(policy)];

    /// <summary>The policy's sentences, in order, with where each came up; null for one that came up nowhere.</summary>
    public IEnumerable<(PolicySentence Sentence, CameUp? Found)> All =>
        _sentences.Select(sentence => (sentence, _found.GetValueOrDefault(sentence)));

    /// <summary>Looks for the sentences in what one day left at a school.</summary>
    public void Add(Evening evening)
    {
        var checklist = evening.Sheets.Single(sheet => sheet.Name == "Checklist").Rows
            .Select(row => (Place: row.Cells[4].Content, Text: row.Cells[5].Content, Role: row.Cells[6].Content)).ToHashSet();
        foreach (var sentence in _sentences.Where(sentence => !_found.ContainsKey(sentence)))
        {
            var place = sentence.Action.Fulfilment switch
            {
                Fulfilment.ByPerson => checklist.Contains((NameOf(sentence), sentence.Action.Text, sentence.Action.Role))
                    ? $"{Worklists(evening)}-checklist.csv" : null,
                Fulfilment.ByMessage message => MessageOf(evening, sentence, message.Kind),
                Fulfilment.ByLetter letter => LetterOf(evening, sentence, letter.Kind),
                Fulfilment.ByOutput output => OutputOf(evening, sentence, output.Output),
                _ => null,
            };
            Found(sentence, evening.Night, place);
        }
    }

    /// <summary>Looks for the sentences in the summaries and the review of a night that ends a term.</summary>
    public async Task AddAsync(IReadOnlyList<Evening> schools)
    {
        var (trust, night) = (schools[0].Trust, schools[0].Night);
        var periods = TrustCalendar.Of(trust).PeriodsOf(night);
        var rows = schools.Select(evening => evening.Row(periods)).ToList();
        var sums = await TrustSums.OfAsync(trust, rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        var ofTrust = TrustPage.Of(trust, periods.Single(period => period.Kind == PeriodKind.Term), sums, []);
        Summarise(night, $"summaries/{TableKeys.Of(night)}/term", ofTrust, []);
        var asked = ofTrust.Tables.Where(table => table.Name == "policy-trust").SelectMany(table => table.Rows)
            .Select(row => (row.Cells[0].Content, row.Cells[2].Content)).ToHashSet();
        foreach (var sentence in _sentences.Where(sentence => sentence.Action.Subject == ActionSubject.Trust
            && sentence.Action.Fulfilment is Fulfilment.ByReview or Fulfilment.ByPerson
            && asked.Contains((sentence.Action.Text, sentence.Action.Role))))
        {
            Found(sentence, night, $"summaries/{TableKeys.Of(night)}/term/policy-trust.csv");
        }

        foreach (var (evening, row) in schools.Zip(rows))
        {
            foreach (var period in periods)
            {
                var page = SchoolPage.Of(evening.School, period, row, [.. evening.Pupils, .. evening.Left], []);
                Summarise(
                    night, SummaryFolder.OfSchool(night, evening.School.Id, period.Kind), page,
                    SchoolPrints.Of(trust, evening.School, period, row, [.. evening.Pupils, .. evening.Left]));
            }

            Review(evening);
        }
    }

    private void Review(Evening evening)
    {
        var term = SchoolTerm.Of(evening.School.Calendar, evening.Night)!;
        var sheet = ReviewSheet.SheetOf(
            evening.School, term, PolicyReview.OfSchool(policy, new Dictionary<OpaqueKey, ReviewAnswer>()), evening.EvidenceOf(term));
        var asked = sheet.Rows.Where(row => row.Cells[6].Content == "to answer")
            .Select(row => (row.Cells[0].Content, row.Cells[1].Content, row.Cells[2].Content)).ToHashSet();
        foreach (var sentence in _sentences.Where(sentence => sentence.Action.Fulfilment is Fulfilment.ByReview
            && asked.Contains((sentence.Place, sentence.Action.Text, sentence.Action.Role))))
        {
            Found(sentence, evening.Night, $"worklists/{evening.School.Id}/policy-{term.Id}.csv");
        }
    }

    /// <summary>What the summaries show.</summary>
    private void Summarise(DateOnly night, string folder, SummaryPage page, IReadOnlyList<SummaryFile> prints)
    {
        string? Print(string name) => prints.Any(file => file.Name == name) ? $"{folder}/{name}" : null;
        string? Table(string name) => page.Tables.Any(table => table.Name == name && table.Rows.Count > 0) ? $"{folder}/{name}.csv" : null;
        var isOfTrust = folder.EndsWith("/term", StringComparison.Ordinal) && prints.Count == 0;
        foreach (var sentence in _sentences.Where(sentence => !_found.ContainsKey(sentence)))
        {
            Found(sentence, night, sentence.Action.Fulfilment is Fulfilment.ByOutput { Output: var output } ? output switch
            {
                ProductOutput.ClassSheets => Print(SchoolPrints.Teachers),
                ProductOutput.Newsletter => Print(SchoolPrints.Newsletter),
                ProductOutput.AnnualReport => Print(SchoolPrints.AnnualReport),
                ProductOutput.ClassFigures => Print(SchoolPrints.Wall),
                ProductOutput.SchoolSummary => isOfTrust ? null : Print(SchoolPrints.Governors),
                ProductOutput.TrustSummary => isOfTrust ? Table("by-school") : null,
                ProductOutput.NationalComparison => Table("against-england"),
                _ => null,
            } : null);
        }
    }

    private void Found(PolicySentence sentence, DateOnly on, string? place)
    {
        if (place is not null)
        {
            _found.TryAdd(sentence, new(on, place));
        }
    }

    /// <summary>A message that left; at a stage, to a family whose child was there when it was planned.</summary>
    private string? MessageOf(Evening evening, PolicySentence sentence, MessageKind kind)
    {
        var stages = evening.Pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Case.Stage);
        return kind == MessageKind.FirstDay ? evening.Asked.Count > 0 ? "a text on the first day of absence" : null
            : evening.Ledger.Any(nudge => nudge.Kind == kind && nudge.State == NudgeState.Accepted
                && (StageOf(sentence) is not { } stage || stages.GetValueOrDefault(nudge.Upn) == stage.Number))
                ? $"a message of the kind {kind.NameOf()}"
            : null;
    }

    /// <summary>A letter that was made; at a stage or trigger, because of an event there.</summary>
    private string? LetterOf(Evening evening, PolicySentence sentence, LetterKind kind)
    {
        var called = (from pupil in evening.Pupils
                      from happened in pupil.CaseNews
                      where happened.Letters.Contains(kind) && IsAt(happened, sentence)
                      select pupil.Pupil.Upn).ToHashSet();
        var letter = evening.Letters.Letters.FirstOrDefault(letter => letter.Order.Kind == kind
            && (!sentence.IsOfCases || called.Contains(letter.Order.Facts.Pupil.Upn)));
        return letter is not null && BuiltInLetters.Of(kind).Write(letter.Order.Facts).Length > 0
            ? $"letters/{evening.School.Id}/{TableKeys.Of(evening.Night)}/, a letter of the kind {kind.NameOf()}" : null;
    }

    private bool IsAt(CaseEvent happened, PolicySentence sentence) => StageOf(sentence) is { } stage
        ? happened.To == stage.Number
        : happened.Kind == CaseEventKind.Triggered && happened.What.StartsWith(sentence.Place, StringComparison.Ordinal);

    private string? OutputOf(Evening evening, PolicySentence sentence, ProductOutput output)
    {
        string? Row(Func<WorklistRow, bool> counts) => evening.Rows.Any(counts) ? $"{Worklists(evening)}.csv" : null;
        string? Sheet(string name) => evening.Sheets.Any(sheet => sheet.Name == name && sheet.Rows.Count > 0)
            ? $"{Worklists(evening)}-{name.ToLowerInvariant()}.csv" : null;
        bool Says(WorklistRow row, string text) => row.What.Contains(text, StringComparison.Ordinal);
        return output switch
        {
            ProductOutput.Stages => evening.Pupils.SelectMany(pupil => pupil.CaseNews)
                .Any(happened => happened.IsMove && (StageOf(sentence) is not { } stage || happened.To == stage.Number))
                ? Row(row => row.Kind == WorklistKinds.News) : null,
            ProductOutput.StageReview => Row(row => Says(row, $"Review of attendance at {StageOf(sentence)!.Name}")),
            ProductOutput.Monitoring => Row(row =>
                row.Kind == WorklistKinds.Review && Says(row, $"The review of {StageOf(sentence)!.Name}")),
            ProductOutput.History => evening.Pupils.SelectMany(pupil => pupil.CaseNews).Any(happened => IsAt(happened, sentence))
                ? "the history on the child's page, and its log as CSV" : null,
            ProductOutput.Morning => evening.Morning.Any(row => Says(row, "Not seen this morning"))
                ? $"{Worklists(evening)}-morning.csv" : null,
            ProductOutput.HomeVisits => Row(row => row.Kind == WorklistKinds.Absence && Says(row, "Home visit")),
            ProductOutput.Returns => Row(row => row.Actions.Any(action => action.Contains("-return.docx", StringComparison.Ordinal))),
            ProductOutput.OutsideAdults => Row(row => row.IsSafeguarding && row.Kind == WorklistKinds.Case),
            ProductOutput.Timetables => Sheet("Timetables"),
            ProductOutput.Siblings => Row(row =>
                row.Actions.Any(action => action.StartsWith("A sibling may be", StringComparison.Ordinal))),
            ProductOutput.Patterns => Sheet("Patterns"),
            ProductOutput.Lateness => Row(row => policy.Triggers.Any(trigger => trigger.Late is not null && Says(row, trigger.Duty.What))),
            ProductOutput.Contacts => Row(row =>
                policy.Triggers.Any(trigger => trigger.Contacts is not null && Says(row, trigger.Duty.What))),
            ProductOutput.Leave => Row(row => Says(row, "Leave asked for")),
            ProductOutput.RegisterChecks => Row(row => row.Kind == WorklistKinds.File || row.Kind == WorklistKinds.Register),
            ProductOutput.Groups => Sheet("Groups"),
            ProductOutput.Celebrations => Sheet("Celebrate"),
            ProductOutput.FocusFamilies => Row(row => row.What.StartsWith("Focus family. ", StringComparison.Ordinal)),
            _ => null,
        };
    }

    /// <summary>The stage at which a sentence stands; null if it stands elsewhere.</summary>
    private Stage? StageOf(PolicySentence sentence) => policy.Stages.FirstOrDefault(stage =>
        sentence.Place == string.Create(CultureInfo.InvariantCulture, $"{stage.Number} {stage.Name}"));

    /// <summary>The place as the checklist names it: a stage without its number.</summary>
    private string NameOf(PolicySentence sentence) => StageOf(sentence)?.Name ?? sentence.Place;

    private static string Worklists(Evening evening) => $"worklists/{evening.School.Id}/{TableKeys.Of(evening.Night)}";
}
