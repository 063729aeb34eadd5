using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>
/// The runbook and the page on data protection name what there is: whoever follows them at six in the morning cannot guess.
/// </summary>
public sealed partial class OperationsDocsTests
{
    private static readonly string Runbook = Read("runbook.md");

    private static readonly string DataProtection = Read("data-protection.md");

    private static readonly string Code = string.Join('\n', Sources.OfFunctions.Values);

    [Fact]
    public void Every_table_and_container_says_what_it_holds_and_how_long()
    {
        Assert.Equal(Tables.All.Order(StringComparer.Ordinal), FirstCells("### Tables").Order(StringComparer.Ordinal));
        Assert.Equal(Containers.All.Order(StringComparer.Ordinal), FirstCells("### Containers").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_trouble_of_a_night_says_what_it_means_and_who_mends_it()
    {
        var rows = Runbook.Split("## The verdict on a night")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.Equal(
            Enum.GetValues<NightTrouble>().Select(trouble => ($"`{trouble.NameOf()}`", trouble.IsBad() ? "not good" : "good with gaps")),
            rows.Select(row => (row[0], row[1])));
        Assert.All(rows, row => Assert.Equal(4, row.Length));
    }

    [Fact]
    public void A_query_looks_for_what_the_code_logs()
    {
        var phrases = Logged().Matches(Runbook);

        Assert.NotEmpty(phrases);
        Assert.All(
            phrases,
            phrase => Assert.Contains(Templates(), template => template.Contains(phrase.Groups[1].Value, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_table_container_and_queue_of_a_command_exists() => Assert.All(
        Named().Matches(Runbook),
        named => Assert.Contains(
            named.Groups["name"].Value,
            named.Groups["option"].Value switch { "--table-name" => Tables.All, "--queue-name" => Queues.All, _ => Containers.All }));

    [Fact]
    public void Every_function_that_is_turned_off_exists()
    {
        var functions = typeof(TrustStorage).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var disabled = Disabled().Matches(Runbook).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(disabled);
        Assert.All(disabled, name => Assert.Contains(name, functions));
    }

    [Fact]
    public void Every_app_setting_exists()
    {
        var sections = new Dictionary<string, Type>
        {
            [SmsOptions.Section] = typeof(SmsOptions),
            [EmailOptions.Section] = typeof(EmailOptions),
            [SendingOptions.Section] = typeof(SendingOptions)
        };
        var settings = Setting().Matches(Runbook).Select(match => (Section: match.Groups[1].Value, Name: match.Groups[2].Value)).ToList();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => Assert.NotNull(sections[setting.Section].GetProperty(setting.Name)));
    }

    [Fact]
    public void Every_exception_is_thrown_somewhere() => Assert.All(
        Exceptions().Matches(Runbook).Select(match => match.Value).Distinct(), name =>
            Assert.Contains(name, Code, StringComparison.Ordinal));

    [Fact]
    public void Every_column_that_a_filter_asks_for_is_written() => Assert.All(
        Columns()
            .Matches(Runbook)
            .Select(match => match.Groups[1].Value)
            .Where(name => name is not ("PartitionKey" or "RowKey"))
            .Distinct(),
        name => Assert.Contains($"[\"{name}\"]", Code, StringComparison.Ordinal));

    [Fact]
    public void A_reason_to_hold_a_file_begins_as_it_does_in_the_worklist()
    {
        var reasons = Section(Runbook, "### A school's files are held")
            .Split('\n')
            .Where(line => line.StartsWith("| \"", StringComparison.Ordinal))
            .Select(line => line.Split('"')[1].Split('…')[0].Trim()).ToList();

        Assert.Equal(4, reasons.Count);
        Assert.All(reasons, reason => Assert.Contains(reason, Code, StringComparison.Ordinal));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Sources.Root, "docs", name));

    private static IEnumerable<string> Templates() => Template().Matches(Code).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> FirstCells(string heading) =>
        FirstCell().Matches(Section(DataProtection, heading)).Select(match => match.Groups[1].Value);

    private static string Section(string document, string heading)
    {
        var section = document[(document.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..];
        var end = section.IndexOf("\n#", StringComparison.Ordinal);
        return end < 0 ? section : section[..end];
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"Message (?:has|startswith) ""([^""]+)""")]
    private static partial Regex Logged();

    [GeneratedRegex(@"Message = ""([^""]*)""")]
    private static partial Regex Template();

    [GeneratedRegex(@"(?<option>--table-name|--queue-name| -c) (?<name>[\w-]+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"AzureWebJobs\.(\w+)\.Disabled")]
    private static partial Regex Disabled();

    [GeneratedRegex(@"(Sms|Email|Sending)__(\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\w+Exception\b")]
    private static partial Regex Exceptions();

    [GeneratedRegex(@"\b(\w+) (?:eq|ge|gt|lt|le) (?:'|\d)")]
    private static partial Regex Columns();
}
