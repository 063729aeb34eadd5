using AttendanceFunctions.Tests.Functions.Contracts;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>
/// Whole letters kept as text under golden/letters/, so that a change of wording is read in a review. To renew them after a change that
/// is wanted, run these tests once with the environment variable RENEW_GOLDEN_FILES=1.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Sources.Root, "tests", "Functions.Tests", "golden", "letters");

    public static void AssertSame(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no golden/letters/{name}; renew the golden files.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
