using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.Infra.Compiler;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>Rules for the permissions, actions and scripts of the workflows.</summary>
public sealed partial class WorkflowTests(Environments environments)
{
    private const string Folder = ".github/workflows/";

    [Fact]
    public void Every_file_is_valid_YAML() =>
        Assert.Equal([], Workflows.Texts.Keys.SelectMany(path => environments.Files[path].Faults.Select(fault => $"{path}: {fault}")));

    [Fact]
    public void Every_action_is_pinned_to_a_commit_with_its_version_in_a_comment() =>
        Assert.Equal([], Workflows.Texts.SelectMany(file => UnpinnedIn(file.Value).Select(line => $"{file.Key}: {line}")));

    [Theory]
    [InlineData("      - uses: actions/checkout@v7\n")]
    [InlineData("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1\n")]
    [InlineData("      - uses: actions/checkout@3d3c42e # v7.0.1\n")]
    public void An_unpinned_action_is_found(string text) => Assert.Single(UnpinnedIn(text));

    [Fact]
    public void All_uses_of_an_action_have_the_same_commit() => Assert.All(
        Workflows.Texts.Values.SelectMany(text => Uses().Matches(text))
            .Select(use => use.Groups[1].Value.Trim())
            .Where(use => use.Contains('@', StringComparison.Ordinal))
            .GroupBy(use => use.Split('@')[0]),
        action => Assert.Single(action.Distinct()));

    [Fact]
    public void Only_jobs_that_sign_in_to_Azure_may_request_a_token()
    {
        Assert.All(All(), workflow => Assert.Equal("""{"contents":"read"}""", workflow.Value["permissions"]!.ToJsonString()));
        foreach (var (path, workflow) in All())
        {
            foreach (var (name, job) in workflow["jobs"]!.AsObject())
            {
                var granted = job!["permissions"]?.AsObject()
                    .Where(permission => permission.Key != "contents" || permission.Value!.ToString() != "read")
                    .Select(permission => $"{permission.Key}: {permission.Value}") ?? [];
                Assert.Equal((path, name, SignsIn(job) ? "id-token: write" : ""), (path, name, string.Join(", ", granted)));
            }
        }
    }

    [Fact]
    public void No_job_signs_in_with_a_password()
    {
        Assert.All(
            Workflows.Texts,
            file => Assert.DoesNotMatch("publish-profile|AZURE_CREDENTIALS|client-secret|secrets\\.|pull_request_target", file.Value));
        Assert.All(
            Steps().Where(step => step["uses"]?.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
            step => Assert.Equal("false", step["with"]?["persist-credentials"]?.ToString()));
        Assert.All(Steps().Where(step => step["uses"]?.ToString().StartsWith("azure/login@", StringComparison.Ordinal) == true), step =>
            Assert.Equal(["client-id", "tenant-id", "subscription-id"], step["with"]!.AsObject().Select(input => input.Key)));
    }

    [Fact]
    public void No_script_contains_an_expression_with_untrusted_input() =>
        Assert.All(
            Steps().Select(step => step["run"]?.ToString() ?? ""),
            script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Fact]
    public void Production_is_deployed_after_test_and_after_a_preview_of_the_changes()
    {
        var jobs = Workflow("deploy.yml")["jobs"]!;
        Assert.Equal(
            ("package", "test", "production-plan"),
            (jobs["test"]!["needs"]!.ToString(), jobs["production-plan"]!["needs"]!.ToString(), jobs["production"]!["needs"]!.ToString()));
        Assert.Equal("${{ inputs.environment }}", Workflow("deploy-environment.yml")["jobs"]!["deploy"]!["environment"]!.ToString());
        Assert.StartsWith(
            "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository",
            jobs["what-if"]!["if"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Workflows_provide_the_variables_that_parameter_files_require()
    {
        var asked = Sources.In("infra", ".bicepparam").Values
            .SelectMany(text => Asked().Matches(text))
            .Select(asked => asked.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var job in new[] { Workflow("what-if.yml")["jobs"]!["what-if"]!, Workflow("deploy-environment.yml")["jobs"]!["deploy"]! })
        {
            Assert.Equal(
                asked,
                job["env"]!.AsObject()
                    .Select(variable => variable.Key)
                    .Except(["RESOURCE_GROUP", "PARAMETERS"])
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Files_named_in_workflows_exist()
    {
        var named = Workflows.Texts.Values.SelectMany(text => FileName().Matches(text))
            .Select(name => name.Value)
            .Where(name => !name.Contains('*', StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(Sources.Root, name)), $"The file {name} does not exist."));
        Assert.All(
            Workflow("deploy.yml")["jobs"]!.AsObject().Select(job => job.Value!["uses"]?.ToString()).OfType<string>(),
            used => Assert.True(File.Exists(Path.Combine(Sources.Root, used)), used));
    }

    [Fact]
    public void The_compiler_has_the_same_version_everywhere()
    {
        Assert.All(
            Workflows.Texts.Values.SelectMany(text => CompilerVersion().Matches(text)),
            version => Assert.Equal(BicepCompiler.Version, version.Groups[1].Value));
        Assert.Contains($"[{BicepCompiler.Version}]", Sources.Read("tests/Infra.Tests/Compiler/bicep.proj"), StringComparison.Ordinal);
    }

    [Fact]
    public void CI_tests_and_deployments_use_the_official_SMS_package()
    {
        Assert.Equal("Official", Workflow("ci.yml")["jobs"]!["test"]!["env"]!["SmsPackage"]!.ToString());
        Assert.Equal("Official", Workflow("deploy.yml")["jobs"]!["package"]!["env"]!["SmsPackage"]!.ToString());
    }

    private static IEnumerable<string> UnpinnedIn(string text) => Uses().Matches(text).Select(use => use.Groups[1].Value)
        .Where(use => !use.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(use)).Select(use => use.Trim());

    private static bool SignsIn(JsonNode job) => job["uses"] is not null
        || job["steps"]!.AsArray().Any(step => step!["uses"]?.ToString().StartsWith("azure/login@", StringComparison.Ordinal) == true);

    private IEnumerable<KeyValuePair<string, JsonNode>> All() => environments.Files
        .Where(file => file.Key.StartsWith(Folder, StringComparison.Ordinal))
        .Select(file => KeyValuePair.Create(file.Key, file.Value.Document!));

    private JsonNode Workflow(string name) => environments.Files[Folder + name].Document!;

    private IEnumerable<JsonNode> Steps() =>
        All()
            .SelectMany(workflow => workflow.Value["jobs"]!.AsObject())
            .SelectMany(job => job.Value!["steps"]?.AsArray() ?? [])
            .OfType<JsonNode>();

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\s*$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?<![\w/.])(infra|\.ci)/[\w./*-]*\w\b(?!\.\$)")]
    private static partial Regex FileName();

    [GeneratedRegex(@"az bicep install --version v(\S+)")]
    private static partial Regex CompilerVersion();
}
