using System.Runtime.CompilerServices;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// The part of docs/cases.md that the simulated year writes. To update it after an intended change, run these tests once with the
/// environment variable RENEW_GOLDEN_FILES=1, then build again.
/// </summary>
internal static class DocsTable
{
    private const string Begin = "<!-- Written by YearAtSchoolsTests. -->\n";

    private const string End = "<!-- To here. -->\n";

    public static void AssertSame(string table, [CallerFilePath] string caller = "")
    {
        using var stream = typeof(DocsTable).Assembly.GetManifestResourceStream("docs/cases.md")!;
        var page = new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(
                Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "cases.md"),
                $"{page[..from]}\n{table}\n{page[to..]}");
            return;
        }

        Assert.Equal(page[from..to].Trim(), table.Trim());
    }
}
