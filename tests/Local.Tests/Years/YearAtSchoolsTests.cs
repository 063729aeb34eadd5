using System.Globalization;
using System.Runtime.CompilerServices;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// A year of 240 pupils under each of the five built-in policies, night by night, with everything that it leaves at the schools: rows,
/// sheets, messages, letters, summaries.
/// </summary>
public sealed class YearAtSchoolsTests(SimulatedYear year) : IClassFixture<SimulatedYear>
{
    private static readonly string[] Columns = ["policy", "where", "sentence", "who", "fulfilled_by", "first_came_up_on", "in"];

    /// <summary>A field that nothing filled in, one of something in the plural, a sentence without an end, two full stops.</summary>
    private const string Faults = @"\{\{|\}\}|\b1 (sessions|days|hours|weeks|times|pupils|letters|marks)\b|\.\.(?!\.)| \.| ,";

    public static TheoryData<string> Packs => SimulatedYearTests.Packs;

    [Theory]
    [MemberData(nameof(Packs))]
    public async Task Every_sentence_of_the_policy_comes_up_in_a_row_a_file_or_a_message(string policy) => Assert.Empty(
        from walked in (await year.AtSchoolsAsync(policy)).Walk.All
        where walked.Found is null
        select $"{walked.Sentence.Place}: {walked.Sentence.Action.Text}, {walked.Sentence.Action.Fulfilment}");

    /// <summary>To update the file after an intended change, run this once with RENEW_GOLDEN_FILES=1, then build again.</summary>
    [Fact]
    public Task The_docs_say_where_each_sentence_came_up_first() => AssertSameAsync();

    [Theory]
    [MemberData(nameof(Packs))]
    public async Task No_school_gets_more_than_12_new_rows_for_200_pupils_on_an_ordinary_day(string policy)
    {
        var ordinary = (await year.AtSchoolsAsync(policy)).Days.Where(day => day.IsOrdinary).ToList();

        Assert.True(ordinary.Count > 360);
        Assert.Empty(ordinary.Where(day => day.New.Count > day.Most).Select(InWords));
    }

    [Fact]
    public async Task The_docs_contain_the_outcome_tables()
    {
        var years = new List<YearAtSchools>();
        foreach (var pack in Packs)
        {
            years.Add(await year.AtSchoolsAsync(pack.Data));
        }

        DocsTable.AssertSame(OutcomeTable.Write(
            [.. Packs.Select(pack => year.Of(pack.Data, Nights.EachOnce))], [.. years.Select(after => after.Letters)]));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_stage_agreement_and_review_comes_up(string policy)
    {
        var cases = year.Of(policy, Nights.EachOnce);
        var (stages, nights) = (cases[0].Policy.Stages, cases.SelectMany(pupil => pupil.OnNights.Values).Distinct().ToList());

        Assert.All(stages, stage => Assert.Contains(nights, current => current.Stage == stage.Number));
        Assert.All(
            stages.Where(stage => stage.NeedsPerson && stage.Monitoring is not null),
            stage =>
            {
                Assert.Contains(nights, current => current.Stage == stage.Number && current.Agreement is not null);
                Assert.Contains(nights, current => current.Stage == stage.Number && current.Proposal is { IsReview: true });
            });
        Assert.All(
            stages.Where(stage => stage.Review is not null),
            stage => Assert.Contains(
                nights, current => current.Duties.Any(duty => duty.Source == DutySource.Review && duty.Stage == stage.Number)));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_rule_about_leave_and_lateness_comes_up(string policy)
    {
        var cases = year.Of(policy, Nights.EachOnce);
        var (pack, requests) = (cases[0].Policy, cases.SelectMany(pupil => pupil.Case.Leave).ToList());

        Assert.Equal(
            Enum.GetValues<LeaveAnswer>().ToHashSet(),
            requests.Select(request => request.Decided?.Answer).OfType<LeaveAnswer>().ToHashSet());
        Assert.Contains(cases, pupil => pupil.History.Any(happened => happened.Kind == CaseEventKind.Due
            && happened.What.Contains("Compare the register with the answer", StringComparison.Ordinal)));
        string[] rules =
        [
            .. pack.Leave.Below is { } limit ? [$"below {limit}: by the policy leave is most unlikely"] : Array.Empty<string>(),
            .. pack.Leave.RefusesTruancy ? ["the policy refuses leave where truancy is known"] : Array.Empty<string>(),
            .. pack.Leave.RefusesRegular ? ["The policy refuses leave that is regular or follows a pattern"] : Array.Empty<string>(),
            .. pack.Leave.RefusesHolidays ? ["By the policy no holiday in term time is authorised"] : Array.Empty<string>(),
        ];
        Assert.All(rules, rule => Assert.Contains(requests, request => request.Facts.Contains(rule, StringComparison.Ordinal)));
        Assert.Equal(
            pack.Triggers.Any(trigger => trigger.Late is not null),
            cases.Any(pupil => pupil.Case.RaisedTriggers.Any(raised => raised.Fact == TriggerFact.Lateness)));
    }

    /// <summary>With DOCUMENTS_FOLDER, the documents and the new rows of each day are left in that folder, to be looked at.</summary>
    [Fact]
    public async Task Every_kind_of_letter_is_made_and_none_has_an_open_field_or_counts_one_of_several()
    {
        var made = new HashSet<LetterKind>();
        foreach (var pack in Packs)
        {
            var after = await year.AtSchoolsAsync(pack.Data);
            var documents = after.Documents;
            made.UnionWith(documents.Letters);
            await LeaveAsync(pack.Data, documents, after.Days);
            Assert.All(
                documents.Files.Where(file => file.Key.EndsWith(".docx", StringComparison.Ordinal)),
                file => Assert.DoesNotMatch(Faults, EveryDocument.TextOf(file.Value)));
        }

        Assert.Equal(Enum.GetValues<LetterKind>().ToHashSet(), made);
    }

    private static async Task LeaveAsync(string policy, EveryDocument documents, IEnumerable<WorklistDay> days)
    {
        if (Environment.GetEnvironmentVariable("DOCUMENTS_FOLDER") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(Path.Combine(folder, policy));
            foreach (var (name, content) in documents.Files)
            {
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, policy, name), content.ToArray(), TestContext.Current.CancellationToken);
            }

            await File.WriteAllLinesAsync(
                Path.Combine(folder, policy, "new rows.txt"), days.Select(InWords), TestContext.Current.CancellationToken);
        }
    }

    private static string InWords(WorklistDay day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.School.Id} on {day.Night:yyyy-MM-dd}: {day.New.Count} of at most {day.Most} for {day.Pupils} pupils"
            + $"{(day.IsOrdinary ? "" : ", not an ordinary day")}: {string.Concat(day.New.Select(row => $"\n    {row}"))}");

    private async Task AssertSameAsync([CallerFilePath] string caller = "")
    {
        var rows = new List<Cell[]>();
        foreach (var pack in Packs)
        {
            rows.AddRange(
                from walked in (await year.AtSchoolsAsync(pack.Data)).Walk.All
                let action = walked.Sentence.Action
                select new Cell[]
                {
                    pack.Data, walked.Sentence.Place, action.Text, action.Role, ByWhat(action.Fulfilment),
                    walked.Found is { } found ? Cell.Date(found.On) : Cell.Empty, walked.Found?.Place ?? "",
                });
        }

        var csv = CsvSheet.Make(Columns, rows, forPeople: false).ToString().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            await File.WriteAllTextAsync(
                Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "sentences-in-a-year.csv"), csv,
                TestContext.Current.CancellationToken);
            return;
        }

        using var stream = typeof(DocsTable).Assembly.GetManifestResourceStream("docs/sentences-in-a-year.csv")!;
        var kept = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(kept, csv, ignoreLineEndingDifferences: true);
    }

    private static string ByWhat(Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.ByMessage message => $"message {message.Kind.NameOf()}",
        Fulfilment.ByLetter letter => $"letter {letter.Kind.NameOf()}",
        Fulfilment.ByOutput output => $"{output.Output}",
        Fulfilment.ByPerson => "person",
        _ => "review",
    };
}
