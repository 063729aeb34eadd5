using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>The sample of the benchmarks: one school of 400 pupils in March.</summary>
internal static class SampleSchool
{
    public const int Pupils = 400;

    public static readonly DateOnly LastNight = new(2026, 3, 20);

    public static InventedTrust Make() =>
        InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 1, Pupils, LastNight) { Faults = false });

    /// <summary>Uploads sample files to their containers.</summary>
    public static async Task PutAsync(TrustStorage storage, IEnumerable<SampleFile> files)
    {
        foreach (var file in files)
        {
            var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
            await storage.Container(file.Path[..slash])
                .GetBlobClient(file.Path[(slash + 1)..])
                .UploadAsync(BinaryData.FromBytes(file.Content), overwrite: true);
        }
    }
}
