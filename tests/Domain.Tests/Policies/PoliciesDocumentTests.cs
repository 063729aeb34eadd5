using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies;

/// <summary>docs/policies.md states what is so.</summary>
public sealed class PoliciesDocumentTests
{
    private const string Begin = "<!-- Written by PoliciesDocumentTests. -->\n";

    private static readonly string Document = Embedded.Text("docs/policies.md").ReplaceLineEndings("\n");

    [Fact]
    public void Every_name_and_word_of_the_schema_is_explained()
    {
        var schema = JsonNode.Parse(Embedded.Text("docs/policy.schema.json"))!.AsObject();
        var objects = schema["$defs"]!.AsObject().Select(definition => definition.Value!).Append(schema).ToList();
        var members = objects.SelectMany(part => part["properties"]?.AsObject() ?? []).ToList();
        var words = members.SelectMany(member => member.Value!["enum"]?.AsArray() ?? []).Select(word => word!.GetValue<string>());

        Assert.All(
            members.Select(member => member.Key).Concat(words).Concat(LetterKinds.ByName.Keys).Where(name => name != "$schema"),
            name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_the_packs_is_what_the_packs_say() =>
        Assert.All(BuiltInPolicies.All, policy => Assert.Contains(RowOf(policy), Document, StringComparison.Ordinal));

    [Fact]
    public void The_table_of_what_parents_get_is_what_the_packs_say() =>
        Assert.All(BuiltInPolicies.All, policy => Assert.Contains(MessagesOf(policy), Document, StringComparison.Ordinal));

    [Fact]
    public void What_it_says_of_single_packs_is_so()
    {
        Assert.Equal(["millbrook", "school-approach"], With(policy => policy.WritesTermly));
        Assert.Equal(["millbrook", "odst", "school-approach"], With(policy => policy.Cohorts.Count > 0));
        Assert.Equal(
            ["odbst"], With(policy => policy.LocalForms.Select(form => form.LocalAuthority).Distinct(StringComparer.Ordinal).Count() == 2));
        Assert.Equal(["school-approach"], With(policy => policy.YearEnd.FocusFamilies));
        Assert.All(BuiltInPolicies.All, policy => Assert.NotEmpty(policy.Source));
    }

    /// <summary>To update the tables after a change of a pack, run this with RENEW_GOLDEN_FILES=1, then build again.</summary>
    [Fact]
    public void The_tables_of_sentences_are_what_the_packs_say() => AssertSentences();

    private static void AssertSentences([CallerFilePath] string caller = "")
    {
        var from = Document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var tables = string.Join("\n", BuiltInPolicies.All.Select(SentencesOf));
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(
                Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "policies.md"), $"{Document[..from]}\n{tables}");
            return;
        }

        Assert.Equal(tables.Trim(), Document[from..].Trim(), ignoreLineEndingDifferences: true);
    }

    private static string SentencesOf(Policy policy) =>
        $"### {policy.Name} (`{policy.Id}`)\n\n| where | sentence | whose | who | when | fulfilled by |\n|---|---|---|---|---|---|\n"
        + string.Concat(PolicySentence.AllOf(policy).Select(sentence =>
            $"| {sentence.Place} | {sentence.Action.Text} | {Word(sentence.Action.Subject)} | {OrNone(sentence.Action.Role)} | "
            + $"{Word(sentence.Action.Due)} | {FulfilmentOf(sentence.Action.Fulfilment)} |\n"));

    private static string FulfilmentOf(Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.ByMessage message => $"message `{message.Kind.NameOf()}`",
        Fulfilment.ByLetter letter => $"letter `{letter.Kind.NameOf()}`",
        Fulfilment.ByOutput output => $"`{Word(output.Output)}`",
        Fulfilment.ByPerson => "person",
        _ => "review",
    };

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static IEnumerable<string> With(Func<Policy, bool> says) => BuiltInPolicies.All.Where(says).Select(policy => policy.Id);

    private static string RowOf(Policy policy) =>
        $"| `{policy.Id}` | {policy.Target} | {LadderOf(policy)} | {LooksOf(policy.Ladder.Schedule)} | {PeopleOf(policy)} | "
        + $"{MonitoringOf(policy)} | {CelebrationOf(policy.Celebration)} |";

    private static string MessagesOf(Policy policy) =>
        $"| `{policy.Id}` | {StagesOf(policy, stage => stage.Nudges)} | {StagesOf(policy, stage => stage.Invites)} | "
        + $"{OrNone(string.Join(", ", policy.Messages.Select(InWords)))} |";

    private static string StagesOf(Policy policy, Func<Stage, bool> are)
    {
        var stages = policy.Stages.Where(are).Select(stage => Number(stage.Number)).ToList();
        return OrNone((stages.Count > 1 ? "stages " : stages.Count == 1 ? "stage " : "") + string.Join(", ", stages));
    }

    private static string InWords(PolicyMessage message) => $"`{message.Kind.NameOf()}`" + message switch
    {
        PolicyMessage.HalfTerm halfTerm => $" {halfTerm.Below}",
        PolicyMessage.ThankYou thanks => $" at or above {thanks.From}",
        _ => "",
    };

    private static string OrNone(string text) => text.Length > 0 ? text : "–";

    private static string LadderOf(Policy policy) => policy.Ladder switch
    {
        Ladder.ByProcess process => $"{Number(policy.Stages.Count)} steps: in {process.Enter}, out above {process.LeaveAbove}",
        Ladder.ByBand band when policy.FirstFormalStage > policy.Stages.Count => string.Join(", ", band.Thresholds),
        Ladder.ByBand band =>
            $"{string.Join(", ", band.Thresholds)}; {(band.OneFormalStepAtATime ? "one formal step at a time" : "the band's own step")}",
        _ => "",
    };

    private static string LooksOf(ReviewSchedule looks) => looks switch
    {
        ReviewSchedule.Nightly => "nightly",
        ReviewSchedule.Weekly => "weekly",
        _ => "at the end of each half term",
    };

    private static string PeopleOf(Policy policy) =>
        policy.FirstFormalStage > policy.Stages.Count ? "never" : $"from stage {Number(policy.FirstFormalStage)}";

    private static string MonitoringOf(Policy policy)
    {
        var monitored = policy.Stages.Where(stage => stage.Monitoring is not null).ToList();
        var ways = monitored.Select(stage => stage.Monitoring!).Distinct().ToList();
        return ways.Count == 0
            ? "–"
            : $"{(monitored.Count == 1 ? "stage" : "stages")} {string.Join(", ", monitored.Select(stage => Number(stage.Number)))}: "
                + $"{TimeOf(Assert.Single(ways))}";
    }

    private static string TimeOf(Monitoring monitoring) => monitoring.Time switch
    {
        MonitoringTime.Weeks { LeastSchoolDays: > 0 } weeks =>
            $"{Number(weeks.Count)} weeks with {Number(weeks.LeastSchoolDays)} school days",
        MonitoringTime.Weeks weeks => $"{Number(weeks.Count)} weeks",
        MonitoringTime.SchoolDays days => $"{Number(days.Count)} school days, extended {Number(monitoring.MostExtensions)} time at most",
        _ => "to the end of the next half term",
    };

    private static string CelebrationOf(Celebration celebration) =>
        string.Join(
            ", ",
            new[] { (celebration.Individuals, "individuals"), (celebration.Classes, "classes") }
                .Where(group => group.Item1)
                .Select(group => group.Item2));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
