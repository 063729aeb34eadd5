using System.Text.Json.Nodes;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Tests.Infra.Reading;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Infra.Environments))]

namespace AttendanceFunctions.Tests.Infra;

/// <summary>Parses the repository's Bicep files and workflows, and versions of them with a changed text.</summary>
public sealed class Environments : IAsyncLifetime
{
    public const string Production = "infra/main.production.bicepparam";
    public const string Test = "infra/main.test.bicepparam";

    private static readonly IReadOnlyDictionary<string, string> Texts = Sources.In("infra", ".bicep", ".bicepparam", ".kql");

    private SyntaxReader? _reader;
    private IReadOnlyDictionary<string, ReadFile> _files = new Dictionary<string, ReadFile>();
    private string _missing = "";

    /// <summary>All parsed files. Without Node the test is skipped, or fails if CI is true, because the CI has Node.</summary>
    public IReadOnlyDictionary<string, ReadFile> Files
    {
        get
        {
            Require(_missing);
            return _files;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _reader = await SyntaxReader.OpenAsync(CancellationToken.None);
            _files = await _reader.ReadAsync(
                Texts.Where(file => file.Key.Contains(".bicep", StringComparison.Ordinal))
                    .Concat(Workflows.Texts)
                    .ToDictionary(file => file.Key, file => file.Value), CancellationToken.None);
        }
        catch (NotInstalledException fault)
        {
            _missing = $"Bicep files cannot be parsed: {fault.Message}";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The resources of an environment.</summary>
    public Provision Provision(string environment, params (string Name, JsonNode Value)[] overrides) =>
        Reading.Provision.Of(Texts, Files, environment, overrides);

    /// <summary>The resources of an environment after a text in a file is replaced.</summary>
    public async Task<Provision> WithoutAsync(string file, string text, string instead)
    {
        Require(_missing);
        Assert.Contains(text, Texts[file], StringComparison.Ordinal);
        var texts = new Dictionary<string, string>(Texts) { [file] = Texts[file].Replace(text, instead, StringComparison.Ordinal) };
        var files = new Dictionary<string, ReadFile>(Files);
        if (file.EndsWith(".bicep", StringComparison.Ordinal))
        {
            files[file] =
                (await _reader!.ReadAsync(
                    new Dictionary<string, string> { [file] = texts[file] }, TestContext.Current.CancellationToken))[file];
            Assert.Empty(files[file].Faults);
        }

        return Reading.Provision.Of(texts, files, Production);
    }

    /// <summary>Parses a file that is not in the repository.</summary>
    public async Task<ReadFile> ReadAsync(string file, string text)
    {
        Require(_missing);
        return (await _reader!.ReadAsync(new Dictionary<string, string> { [file] = text }, TestContext.Current.CancellationToken))[file];
    }

    internal static void Require(string missing)
    {
        if (missing.Length > 0 && System.Environment.GetEnvironmentVariable("CI") is "true" or "1")
        {
            Assert.Fail(missing);
        }

        Assert.SkipWhen(missing.Length > 0, missing);
    }
}
