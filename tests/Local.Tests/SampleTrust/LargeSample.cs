using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Tests.Local.SampleTrust;

/// <summary>A sample of 90 schools and 32,000 pupils at the end of a year, generated once for all calibration tests.</summary>
public sealed class LargeSample
{
    private readonly Dictionary<Phase, Measure> _measures;

    public LargeSample()
    {
        Trust = InventedTrust.From(new(20260721, 90, 32_000, new DateOnly(2026, 7, 21)));
        _measures = Enum.GetValues<Phase>().ToDictionary(phase => phase, phase => new Measure(Trust, phase));
    }

    internal InventedTrust Trust { get; }

    internal Figures Figures { get; } = new();

    internal Measure Of(Phase phase) => _measures[phase];
}
