using System.Runtime.CompilerServices;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>
/// Compares complete results with files under golden/. To update the files after an intended change, run the tests once with the
/// environment variable RENEW_GOLDEN_FILES=1, then build again.
/// </summary>
internal static class Golden
{
    public static void AssertSame(string name, string actual, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(caller)!, "..", "golden", name), actual.ReplaceLineEndings("\n"));
            return;
        }

        var kept = Path.Combine(AppContext.BaseDirectory, "golden", name);
        Assert.True(File.Exists(kept), $"The file golden/{name} is missing; update the golden files.");
        Assert.Equal(File.ReadAllText(kept), actual, ignoreLineEndingDifferences: true);
    }
}
