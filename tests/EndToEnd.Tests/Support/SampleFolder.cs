using System.Globalization;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Writes a small sample trust as a folder for <c>night --data</c>, in automatic mode and with faults in its files.</summary>
public static class SampleFolder
{
    /// <summary>A Friday late enough in the school year for every stage to have pupils.</summary>
    public static readonly DateOnly LastNight = new(2026, 3, 20);

    /// <summary>The last night as a command-line argument.</summary>
    public static string Date => Iso(LastNight);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Creates the trust and writes its folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="schools">The number of schools.</param>
    /// <param name="pupils">The number of pupils in all schools together.</param>
    /// <param name="nights">The number of last nights that have their own register files.</param>
    public static async Task<InventedTrust> WriteAsync(TempFolder folder, int schools, int pupils, int nights)
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 7, schools, pupils, LastNight));
        await SampleTrustWriter.WriteAsync(trust, new DirectoryInfo(folder.Path), nights, TestContext.Current.CancellationToken);
        return trust;
    }
}
