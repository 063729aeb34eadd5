using System.Globalization;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>A small invented trust as a folder for <c>night --data</c>, in automatic mode, with faults in its files.</summary>
public static class SampleFolder
{
    /// <summary>A Friday far enough into the year that every stage has pupils.</summary>
    public static readonly DateOnly LastNight = new(2026, 3, 20);

    /// <summary>The last night as an argument.</summary>
    public static string Date => Iso(LastNight);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Makes the trust and writes its folder.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="schools">How many schools.</param>
    /// <param name="pupils">How many pupils in all of them.</param>
    /// <param name="nights">How many of the last nights have files of their own.</param>
    public static async Task<InventedTrust> WriteAsync(TempFolder folder, int schools, int pupils, int nights)
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 7, schools, pupils, LastNight));
        await SampleTrustWriter.WriteAsync(trust, new DirectoryInfo(folder.Path), nights, TestContext.Current.CancellationToken);
        return trust;
    }
}
