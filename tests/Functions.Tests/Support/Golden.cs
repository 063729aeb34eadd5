using AttendanceFunctions.Tests.Functions.Contracts;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>
/// What people receive, kept as text under golden/, so that a change of wording is read in a review. To renew the files after a change that
/// is wanted, run these tests once with the environment variable RENEW_GOLDEN_FILES=1.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Sources.Root, "tests", "Functions.Tests", "golden");

    /// <param name="name">The file's path below golden/, with slashes.</param>
    /// <param name="actual">The text as it is made now.</param>
    public static void AssertSame(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no golden/{name}; renew the golden files.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
