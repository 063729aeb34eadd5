using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>Tests the commands with a fake app that has no functions.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-verbs-");
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly FakeApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Out => Path.Combine(folder.FullName, "out");

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_night_uploads_the_folder_and_writes_results_and_an_outbox()
    {
        Write("settings/trust.json", "{}");

        var exitCode = await RunAsync("night", "--data", folder.FullName, "--date", "2026-09-07", "--out", Out);

        Assert.Equal("", errors.ToString());
        Assert.Equal(CommandLine.Done, exitCode);
        Assert.Contains("1 new or changed files were uploaded.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Night of 2026-09-07", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("trust", await File.ReadAllTextAsync(Path.Combine(Out, "summaries", "prepared.csv"), Cancellation));
        Assert.True(File.Exists(Path.Combine(Out, "outbox", "sms.jsonl")));
    }

    [Fact]
    public async Task A_range_of_nights_only_includes_school_days()
    {
        Write("settings/trust.json", "{}");

        await RunAsync("night", "--data", folder.FullName, "--from", "2026-09-04", "--date", "2026-09-08", "--out", Out);

        var nights = output.ToString().Split(Environment.NewLine)
            .Where(line => line.StartsWith("Night of", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]);
        Assert.Equal(["2026-09-04", "2026-09-07", "2026-09-08"], nights);
    }

    [Theory]
    [InlineData(NightGrade.Good, CommandLine.Done)]
    [InlineData(NightGrade.GoodWithGaps, CommandLine.GoodWithGaps)]
    [InlineData(NightGrade.NotGood, CommandLine.NotGood)]
    public async Task The_exit_code_and_the_last_line_of_a_night_say_the_verdict(NightGrade grade, int expected)
    {
        Write("settings/trust.json", "{}");
        app.Verdict = new(grade, grade == NightGrade.Good ? [] : [new(NightTrouble.FilesNotUsed, "1 file could not be used")]);

        var exitCode = await RunAsync("night", "--data", folder.FullName, "--date", "2026-09-07", "--out", Out);

        Assert.Equal(expected, exitCode);
        Assert.EndsWith(
            app.Verdict.Sentence(new DateOnly(2026, 9, 7)), output.ToString()!.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_work_is_reported_as_a_failure()
    {
        Write("settings/trust.json", "{}");
        app.Unfinished = ["registers/100001/a.csv was not read."];

        var exitCode = await RunAsync("night", "--data", folder.FullName, "--date", "2026-09-07", "--out", Out);

        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains("registers/100001/a.csv was not read.", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_reported_in_one_sentence()
    {
        var exitCode = await RunAsync("night", "--data", Path.Combine(folder.FullName, "missing"), "--date", "2026-09-07");

        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Equal($"The folder {Path.Combine(folder.FullName, "missing")} does not exist.", errors.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_first_night_after_the_last_night_is_rejected()
    {
        Write("settings/trust.json", "{}");

        var exitCode = await RunAsync("night", "--data", folder.FullName, "--from", "2026-09-09", "--date", "2026-09-08", "--out", Out);

        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains("--from 2026-09-09 is after --date 2026-09-08", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_shows_the_schools_and_the_trust_of_its_last_night()
    {
        const string heading =
            "school,name,pupils,possible,attended,authorised,unauthorised,percent,persistent_absence,severe_absence,too_early";
        app.Summaries = new Dictionary<string, string>
        {
            ["2026-09-08/schools.csv"] = heading + "\n100001,Oak,210,10,9,1,0,94.9,30,2,1\n",
            ["2026-09-08/trust.csv"] = heading + "\ntrust,All schools,210,10,9,1,0,94.9,30,2,1\n",
        };

        var exitCode = await RunAsync("demo", "--schools", "1", "--pupils", "10", "--nights", "1", "--out", Out);

        Assert.Equal("", errors.ToString());
        Assert.Equal(CommandLine.Done, exitCode);
        Assert.Contains("School       Pupils  Attendance %  PA  SA  Too early", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("All schools     210          94.9  30   2          1", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_without_schools_is_rejected()
    {
        var exitCode = await RunAsync("demo", "--schools", "0");

        Assert.NotEqual(CommandLine.Done, exitCode);
        Assert.Contains("--schools must be from 1 to 200", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_storage_of_a_killed_host_ends()
    {
        using var host = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(CommandLine).Assembly.Location, "serve", "--port", "0", "--out", Out },
            RedirectStandardOutput = true,
        })!;
        var storage = "";
        while (!storage.StartsWith("Storage: ", StringComparison.Ordinal))
        {
            storage = await host.StandardOutput.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("The host ended.");
        }

        var blobs = new BlobServiceClient(storage["Storage: ".Length..], new BlobClientOptions { Retry = { MaxRetries = 0 } });
        await blobs.GetPropertiesAsync(Cancellation);

        host.Kill(entireProcessTree: false);
        await host.WaitForExitAsync(Cancellation);

        while (await RespondsAsync(blobs))
        {
            await Task.Yield();
        }
    }

    private static async Task<bool> RespondsAsync(BlobServiceClient blobs)
    {
        try
        {
            await blobs.GetPropertiesAsync(Cancellation);
            return true;
        }
        catch (Azure.RequestFailedException)
        {
            return false;
        }
    }

    private Task<int> RunAsync(params string[] arguments) =>
        new CommandLine(app, MakeTrust, new LineView(output, TimeProvider.System), errors).RunAsync(arguments, Cancellation);

    private static DemoTrust MakeTrust(int schools, int pupils, int nights) => new(
        [IncomingFile.Of("settings/trust.json", "{}"u8.ToArray())],
        new DateOnly(2026, 9, 7),
        [new DateOnly(2026, 9, 8)],
        night => [IncomingFile.Of($"registers/100001/{night.DayNumber}.csv", "UPN"u8.ToArray())]);

    private void Write(string path, string content)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }

    private sealed class FakeApp : IHostedApp
    {
        public Assembly Functions => typeof(JsonSerializer).Assembly;

        public IReadOnlyDictionary<string, string> SimulatedSettings { get; } = new Dictionary<string, string>();

        public IReadOnlyList<string> Unfinished { get; set; } = [];

        public IReadOnlyDictionary<string, string> Summaries { get; set; } = new Dictionary<string, string> { ["prepared.csv"] = "trust" };

        public void AddServices(IServiceCollection services, IConfiguration configuration) =>
            services.AddSingleton(new BlobServiceClient(configuration["TrustData"]));

        public async Task PrepareStorageAsync(IServiceProvider services, bool simulated, CancellationToken cancellationToken)
        {
            var blobs = services.GetRequiredService<BlobServiceClient>();
            foreach (var container in Containers.All)
            {
                await blobs.CreateBlobContainerAsync(container, cancellationToken: cancellationToken);
            }

            foreach (var (name, content) in Summaries)
            {
                await blobs.GetBlobContainerClient(Containers.Summaries).UploadBlobAsync(name, new BinaryData(content), cancellationToken);
            }
        }

        public Task<IReadOnlySet<string>> SettleAsync(
            IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

        public Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([]);

        public Task<Func<DateOnly, DateOnly>> ReadSchoolDaysAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            Task.FromResult<Func<DateOnly, DateOnly>>(date => date.AddDays(date.DayOfWeek == DayOfWeek.Friday ? 3 : 1));

        public Task<IReadOnlyList<SamplePerson>> ReadPeopleAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<SamplePerson>>([]);

        public NightVerdict? Verdict { get; set; }

        public Task<NightVerdict?> ReadVerdictAsync(IServiceProvider services, DateOnly night, CancellationToken cancellationToken) =>
            Task.FromResult(Verdict);

        public Task<IReadOnlyList<string>> FindUnfinishedAsync(IServiceProvider services, CancellationToken cancellationToken) =>
            Task.FromResult(Unfinished);
    }
}
