using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>
/// The summary pages of the sample trust, created once by running its nights. The last night ends a week, and the previous week is
/// available for comparison.
/// </summary>
public sealed class SampleSummary : IAsyncLifetime
{
    public const string Trust = "sample trust";

    public const string TrustWeek = "sample trust's week";

    public const string School = "sample school";

    public const string SchoolWeek = "sample school's week";

    private const string Night = "summaries/2026-03-20";

    /// <summary>A school with small year groups, so that some figures are hidden.</summary>
    private const string SchoolId = "990101";

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        [Trust] = Night,
        [TrustWeek] = $"{Night}/week",
        [School] = $"{Night}/schools/{SchoolId}",
        [SchoolWeek] = $"{Night}/schools/{SchoolId}/week",
    };

    private readonly Dictionary<string, BinaryData> _pages = new(StringComparer.Ordinal);

    /// <summary>The names of the pages.</summary>
    public static IEnumerable<string> Names => Places.Keys;

    /// <summary>Returns the HTML of a page.</summary>
    public BinaryData Page(string name) => _pages[name];

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("attendance-browser-");
        try
        {
            var errors = new StringWriter();
            var demo = new DemoCommand(new AttendanceApp(), SampleDemo.Make, new NoView(), errors);
            var code = await demo.RunAsync(
                schools: 3, pupils: 300, nights: 5, folder.FullName, stayAt: null, TestContext.Current.CancellationToken);
            if (code != 0)
            {
                throw new InvalidOperationException($"The nights of the sample trust ended with exit code {code}: {errors}");
            }

            foreach (var (name, place) in Places)
            {
                _pages[name] = BinaryData.FromBytes(await File.ReadAllBytesAsync(
                    Path.Combine(folder.FullName, place, "summary.html"), TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class NoView : INightView
    {
        public void Report(string value)
        {
        }

        public Task ShowAsync(string title, Func<IProgress<double>, Task> work) => work(new Progress<double>());

        public void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows)
        {
        }
    }
}
