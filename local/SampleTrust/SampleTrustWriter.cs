namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes a sample trust into a folder for <c>night --data</c>.</summary>
public static class SampleTrustWriter
{
    /// <summary>Writes the settings, the rosters, and the registers up to the last night.</summary>
    /// <param name="data">The folder. It is created if necessary; existing files with the same names are replaced.</param>
    /// <param name="nights">
    /// The number of most recent school nights with one register file each; earlier days are in the history files.
    /// </param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task WriteAsync(InventedTrust trust, DirectoryInfo data, int nights, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(data);
        var lastNights = trust.SchoolNights(nights);
        var firstNight = lastNights.Count > 0 ? lastNights[0] : trust.Options.LastNight.AddDays(1);
        var files = trust.Settings()
            .Concat(trust.Rosters())
            .Concat(trust.RegistersBefore(firstNight))
            .Concat(lastNights.SelectMany(trust.RegistersOfNight));
        foreach (var file in files)
        {
            await WriteAsync(file, data, cancellation);
        }
    }

    /// <summary>Writes one file into the folder.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(SampleFile file, DirectoryInfo data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(data);
        var target = new FileInfo(Path.Combine(data.FullName, file.Path));
        target.Directory?.Create();
        await File.WriteAllBytesAsync(target.FullName, file.Content, cancellation);
    }
}
