namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes a sample trust as the folder that <c>night --data</c> takes.</summary>
public static class SampleTrustWriter
{
    /// <summary>Writes settings, rosters, and the registers up to the last night: history, then a file per school and night.</summary>
    /// <param name="data">Made if it does not exist; files of the same names are replaced.</param>
    /// <param name="nights">How many of the last school nights have files of their own; the days before them are history.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(InventedTrust trust, DirectoryInfo data, int nights, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(data);
        var own = trust.SchoolNights(nights);
        var firstNight = own.Count > 0 ? own[0] : trust.Options.LastNight.AddDays(1);
        var files = trust.Settings()
            .Concat(trust.Rosters())
            .Concat(trust.RegistersBefore(firstNight))
            .Concat(own.SelectMany(trust.RegistersOfNight));
        foreach (var file in files)
        {
            await WriteAsync(file, data, cancellation);
        }
    }

    /// <summary>Writes one file to its place under the folder.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(SampleFile file, DirectoryInfo data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(data);
        var target = new FileInfo(Path.Combine(data.FullName, file.Path));
        target.Directory?.Create();
        await File.WriteAllBytesAsync(target.FullName, file.Content, cancellation);
    }
}
