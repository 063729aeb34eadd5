using System.IO.Compression;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// One of each kind of document that a simulated year leaves: letters of each kind by themselves and in their print run, returns, the list
/// of part-time timetables, what a school prints, worklists, the review and the summaries.
/// </summary>
internal sealed class EveryDocument
{
    private readonly Dictionary<string, BinaryData> _files = new(StringComparer.Ordinal);

    private readonly Dictionary<LetterKind, int> _mostLetters = [];

    /// <summary>The documents, by the names of their files.</summary>
    public IReadOnlyDictionary<string, BinaryData> Files => _files;

    /// <summary>The kinds of letters among them.</summary>
    public IReadOnlySet<LetterKind> Letters => _mostLetters.Keys.ToHashSet();

    /// <summary>The text of a Word document, a line for each paragraph.</summary>
    public static string TextOf(BinaryData document)
    {
        using var archive = new ZipArchive(document.ToStream());
        XNamespace w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        using var part = archive.GetEntry("word/document.xml")!.Open();
        return string.Join('\n', XDocument.Load(part).Descendants(w + "p").Select(paragraph =>
            string.Concat(paragraph.Descendants().Select(run =>
                run.Name == w + "t" ? run.Value : run.Name == w + "tab" || run.Name == w + "br" ? " " : ""))));
    }

    /// <summary>Adds what is the first of its kind in an evening; of print runs the longest counts.</summary>
    public void Add(Evening evening)
    {
        foreach (var kind in evening.Letters.Letters.GroupBy(letter => letter.Order.Kind))
        {
            AddLetters(evening, kind.Key, [.. kind.Select(letter => letter.Order.Facts)]);
        }

        var entries = evening.Pupils
            .SelectMany(pupil => ReturnEntry.Of(evening.School, pupil.Pupil, pupil.Case, pupil.MarksIn)).ToLookup(entry => entry.Kind);
        foreach (var kind in entries)
        {
            AddFirst($"return {kind.Key}.docx", () => BinaryData.FromBytes(
                ReturnDocument.OfSchool(evening.Trust, evening.School, evening.Night, [.. kind])));
        }

        if (TimetableList.Of(evening.School, evening.Night, evening.Pupils) is { Count: > 0 } timetables)
        {
            AddFirst("timetables.docx", () => TimetableList.DocumentOf(evening.Trust, evening.School, evening.Night, timetables));
        }

        // A morning in the middle of the year, with some of everything.
        if (evening.Night.Month == 2)
        {
            var lines = WorklistLine.OfNight(evening.Rows, evening.Night.AddDays(1));
            AddFirst("worklist.xlsx", () => WorklistSheet.Workbook(
                $"{evening.School.Name}: worklist of {English.Day(evening.Night)}", lines, [.. evening.Sheets]));
        }
    }

    /// <summary>Adds the summaries and the prints of a night that ends a term.</summary>
    public async Task AddSummariesAsync(IReadOnlyList<Evening> schools)
    {
        var (trust, night) = (schools[0].Trust, schools[0].Night);
        var periods = TrustCalendar.Of(trust).PeriodsOf(night);
        var rows = schools.Select(evening => evening.Row(periods)).ToList();
        var sums = await TrustSums.OfAsync(trust, rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        foreach (var period in periods)
        {
            await AddPageAsync($"trust {period.Kind}", TrustPage.Of(trust, period, sums, []));
            // The last school is the larger one.
            var (evening, row) = (schools[^1], rows[^1]);
            IReadOnlyCollection<PupilNight> pupils = [.. evening.Pupils, .. evening.Left];
            await AddPageAsync($"school {period.Kind}", SchoolPage.Of(evening.School, period, row, pupils, []));
            foreach (var print in SchoolPrints.Of(trust, evening.School, period, row, pupils))
            {
                AddFirst($"school {period.Kind} {print.Name}", () => print.Content);
            }
        }

        var (school, term) = (schools[0].School, SchoolTerm.Of(schools[0].School.Calendar, night)!);
        var review = ReviewSheet.SheetOf(
            school, term, PolicyReview.OfSchool(school.Policy, new Dictionary<OpaqueKey, ReviewAnswer>()), schools[0].EvidenceOf(term));
        AddFirst("review.xlsx", () => Workbook.Make([review]));
    }

    private async Task AddPageAsync(string name, SummaryPage page)
    {
        var files = await SummaryFile.AllOfAsync(page);
        foreach (var file in files.Where(file => !file.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            AddFirst($"{name} {file.Name}", () => file.Content);
        }
    }

    private void AddLetters(Evening evening, LetterKind kind, IReadOnlyList<LetterFacts> facts)
    {
        var template = BuiltInLetters.Of(kind);
        AddFirst($"letter {kind.NameOf()}.docx", () => BinaryData.FromBytes(template.Write(facts[0])));
        if (facts.Count <= _mostLetters.GetValueOrDefault(kind))
        {
            return;
        }

        _mostLetters[kind] = facts.Count;
        var households = PrintRun.Of(facts.SelectMany(fact => fact.CopiesOf(kind)));
        _files[$"run {kind.NameOf()}.docx"] = BinaryData.FromBytes(template.WriteRun([.. households.Take(6)])!);
        var copies = households.Take(6).SelectMany((household, index) => household.Select(fact => new PrintedCopy(
            kind, LetterNames.RunOf(kind, evening.Night, 1), index + 1, 1, fact.Pupil.Class, fact.Pupil.Surname, fact.Pupil.Forename,
            fact.To.Names is { Count: > 0 } names ? English.List(names) : "The parents or carers", fact.To.HomeAddress.Length > 0,
            LocalForm: null, "", fact.Pupil.Upn)));
        _files["print-list.docx"] = BinaryData.FromBytes(PrintList.Make(evening.Trust, evening.School, evening.Night, [.. copies]));
    }

    private void AddFirst(string name, Func<BinaryData> make)
    {
        if (!_files.ContainsKey(name))
        {
            _files[name] = make();
        }
    }
}
