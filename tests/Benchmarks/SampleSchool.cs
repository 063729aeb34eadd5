using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>One school of 400 pupils in March: what every benchmark here is measured on.</summary>
internal static class SampleSchool
{
    public const int Pupils = 400;

    public static readonly DateOnly LastNight = new(2026, 3, 20);

    public static InventedTrust Make() => InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 1, Pupils, LastNight) { Faults = false });
}
