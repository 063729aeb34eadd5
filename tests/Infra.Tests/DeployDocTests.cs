using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.Infra.Contracts;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>docs/deploy.md and infra/README.md only name things that exist.</summary>
public sealed partial class DeployDocTests(Environments environments)
{
    /// <summary>Words in code font that belong to Azure or GitHub, or are chosen by the reader.</summary>
    private static readonly HashSet<string> ExternalNames =
    [
        "UK", "jq", "main", "azd", "Reader", "true", "false", "mode", "review", "roles.json", "test", "production", "test-plan",
        "production-plan",
        "rg-attendance-production", "SettingsFaultyException", "attendance-office-test",
    ];

    private static readonly string[] Programs = [
        "az", "azd", "gh", "dotnet", "export", "for", "done", "read", "infra/smoke.sh", "(cd", "output", "output()"
    ];

    private static string Text => Sources.Read("docs/deploy.md");

    [Fact]
    public void Every_name_in_code_font_exists()
    {
        var known = Known();
        var named = Spans(Text)
            .Where(span => !ExternalNames.Contains(span)
                && !Programs.Any(program => span.StartsWith($"{program} ", StringComparison.Ordinal)))
            .ToList();
        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(name => !known.Contains(name) && !Path.Exists(Path.Combine(Sources.Root, name))));
    }

    [Fact]
    public void Every_external_name_is_used() => Assert.Equal([], ExternalNames.Except(Spans(Text)));

    [Fact]
    public void The_documents_name_exactly_the_files_of_the_infrastructure()
    {
        var named = Spans(Sources.Read("infra/README.md"))
            .Where(span => span.Contains('.', StringComparison.Ordinal) && !span.Contains(' ', StringComparison.Ordinal))
            .ToList();
        Assert.Equal([], named.Where(name => !File.Exists(Path.Combine(Sources.Root, "infra", name))));
        Assert.Equal(
            [], Sources.In("infra", ".bicep", ".bicepparam", ".sh", ".json").Keys.Select(path => path["infra/".Length..]).Except(named));
    }

    [Fact]
    public void Commands_name_outputs_files_and_variables_that_exist()
    {
        var commands = string.Join('\n', Blocks().Matches(Text).Select(block => block.Groups[1].Value));
        var outputs = new BicepFile("infra/main.bicep", environments.Files["infra/main.bicep"].Tree!).Outputs.Keys;
        var variables = Variables();

        Assert.Equal([], Outputs().Matches(commands).Select(output => output.Groups[1].Value + output.Groups[2].Value).Except(outputs));
        Assert.Equal(
            [], Files().Matches(commands).Select(file => file.Value).Where(file => !File.Exists(Path.Combine(Sources.Root, file))));
        Assert.Equal([], VariablesSet().Matches(commands).Select(variable => variable.Groups[1].Value).Except(variables));
        Assert.Equal([], Exported().Matches(commands).Select(variable => variable.Groups[1].Value).Except(variables));
        Assert.Equal(
            [],
            Containers()
                .Matches(commands)
                .Select(container => container.Groups[1].Value)
                .Except(Needs.OfTheCode.Incoming.Concat(Needs.OfTheCode.Written)));
        Assert.Contains(
            $"SecretName={SecretSet().Match(commands).Groups[1].Value})",
            Sources.Read("infra/modules/secrets.bicep"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_inputs_of_a_deployment_are_documented() =>
        Assert.Equal([], Variables().Where(variable => !Text.Contains(variable, StringComparison.Ordinal)));

    [Fact]
    public void Every_line_of_a_block_is_a_command() => Assert.Equal(
        [],
        Blocks().Matches(Text).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => Assignment().Replace(line.Trim(), ""))
            .Where(line => line.Length > 0 && !Programs.Contains(line.Split(' ')[0])));

    private HashSet<string> Known()
    {
        var (code, main) = (Needs.OfTheCode, new BicepFile("infra/main.bicep", environments.Files["infra/main.bicep"].Tree!));
        return
        [
            .. code.Queues, .. code.Tables, .. code.Incoming, .. code.Written, .. code.Functions, .. main.Parameters.Keys,
            .. main.Outputs.Keys, .. Variables(),
            .. AppContract.SettingsOf(environments.Provision(Environments.Production)).Select(setting => setting.Key),
            .. environments.Provision(Environments.Production)
                .OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions")
                .Select(subscription => subscription.ShortName),
        ];
    }

    /// <summary>The repository variables that the workflows read.</summary>
    private static HashSet<string> Variables() =>
        [.. Workflows.Texts.Values.SelectMany(text => WorkflowVariable().Matches(text)).Select(variable => variable.Groups[1].Value)];

    private static IEnumerable<string> Spans(string text) =>
        Span().Matches(Blocks().Replace(text, "")).Select(span => span.Groups[1].Value);

    [GeneratedRegex("```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"outputs\.(\w+)\.value|\$\(output (\w+)\)")]
    private static partial Regex Outputs();

    [GeneratedRegex(@"(?<![\w/])(infra|local|functions)/[\w./]+\.\w+")]
    private static partial Regex Files();

    [GeneratedRegex(@"gh variable set (\w+)")]
    private static partial Regex VariablesSet();

    [GeneratedRegex(@"(?:export| ) ?([A-Z][A-Z_]+)=")]
    private static partial Regex Exported();

    [GeneratedRegex(@"(?:--container-name|--destination) (\S+)")]
    private static partial Regex Containers();

    [GeneratedRegex(@"az keyvault secret set .*?--name (\S+)")]
    private static partial Regex SecretSet();

    [GeneratedRegex(@"^(\w+=(\$\(|\S+ ?))+")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"vars\.(\w+)")]
    private static partial Regex WorkflowVariable();
}
