using System.Runtime.CompilerServices;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>
/// Whole messages kept as files under golden/, so that a change of wording is read in a review. To renew them after a change
/// that is wanted, run these tests once with the environment variable RENEW_GOLDEN_FILES=1, and build again.
/// </summary>
internal static class Golden
{
    public static void AssertSame(string name, string actual, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "golden", name), actual);
            return;
        }

        Assert.True(Embedded.TryText($"golden/{name}", out var expected), $"There is no golden/{name}; renew the golden files.");
        Assert.Equal(expected, actual, ignoreLineEndingDifferences: true);
    }
}
