using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>One school of 400 pupils in March: what every benchmark here is measured on.</summary>
internal static class SampleSchool
{
    public const int Pupils = 400;

    public static readonly DateOnly LastNight = new(2026, 3, 20);

    public static InventedTrust Make() =>
        InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 1, Pupils, LastNight) { Faults = false });

    /// <summary>Puts sample files into their containers.</summary>
    public static async Task PutAsync(TrustStorage storehouse, IEnumerable<SampleFile> files)
    {
        foreach (var file in files)
        {
            var slash = file.Path.IndexOf('/', StringComparison.Ordinal);
            await storehouse.Container(file.Path[..slash])
                .GetBlobClient(file.Path[(slash + 1)..])
                .UploadAsync(BinaryData.FromBytes(file.Content), overwrite: true);
        }
    }
}
