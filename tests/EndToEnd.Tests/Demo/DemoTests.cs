using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Demo;

/// <summary>The demo with its own Azurite, as a new user runs it.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task The_demo_prints_the_trust_and_writes_results_that_a_person_can_open()
    {
        using var output = new TempFolder();

        // With six schools, one of them has a faulty file on every night.
        var run = await HostProcess.RunAsync("demo", "--schools", "6", "--pupils", "90", "--nights", "1", "--out", output.Path);

        run.Succeeded();
        Assert.Contains(
            run.Output.Split('\n'),
            line => line.StartsWith("School ", StringComparison.Ordinal) && line.Contains("Attendance %", StringComparison.Ordinal));
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith("Riverside Academies Trust ", StringComparison.Ordinal));
        var first = output["summaries/2026-03-20/summary.html"];
        Assert.True(File.Exists(first));
        var ending = run.Output.Split('\n').SkipWhile(line => !line.StartsWith("Night of", StringComparison.Ordinal)).Skip(1);
        Assert.Equal($"Open this file first: {first}", ending.First());
        foreach (var file in new[]
        {
            "nudges.csv",
            "pupils.csv",
            "schools.csv",
            "trust.csv",
            "summary.html",
            "summary.xlsx",
            "glance.csv",
            "week/summary.html",
            "schools/990101/summary.html"
        })
        {
            Assert.Contains(file, output.FilesIn("summaries/2026-03-20"));
        }

        Assert.Equal(6, output.FilesIn("worklists").Count(file => file.EndsWith("2026-03-20.csv", StringComparison.Ordinal)));
        Assert.NotEmpty(output.FilesIn("rejected"));
        Assert.NotEmpty(new OutboxFolder(output.Path).Read("sms.jsonl"));
        Assert.NotEmpty(new OutboxFolder(output.Path).Read("email.jsonl"));
    }

    [Fact]
    public async Task Ctrl_C_stops_the_demo_and_its_Azurite()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and child processes are tested on Linux only.");
        using var output = new TempFolder();
        // More nights than the demo can finish before this test stops it, however late the test gets its turn on a busy machine.
        await using var host = HostProcess.Start("demo", "--schools", "2", "--pupils", "40", "--nights", "100", "--out", output.Path);
        await UntilAsync(() => host.OutputSoFar.Contains("The year so far", StringComparison.Ordinal));
        // Azurite is a child process or a container. In both cases its port closes when it ends.
        var children = ChildrenOf(host.Id);
        var port = int.Parse(AzuritePort().Match(host.OutputSoFar).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Assert.True(await IsOpenAsync(port));

        await host.InterruptAsync();
        var run = await host.EndAsync();

        Assert.True(run.ExitCode == 130, $"The demo ended with {run.ExitCode}.{Environment.NewLine}{run.Output}{run.Errors}");
        Assert.Contains("Stopped.", run.Errors, StringComparison.Ordinal);
        await UntilAsync(() => children.All(IsGone));
        Assert.False(await IsOpenAsync(port));
    }

    [GeneratedRegex(@"^Local storage is Azurite .*, at http://127\.0\.0\.1:(\d+)\.", RegexOptions.Multiline)]
    private static partial Regex AzuritePort();

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IReadOnlyList<int> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => ParentOf(id) == process)];

    private static int ParentOf(int process)
    {
        try
        {
            // The format is: pid (name) state parent …; a name may contain spaces and brackets.
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The process ended in the meantime.
            return 0;
        }
    }

    private static bool IsGone(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }
}
