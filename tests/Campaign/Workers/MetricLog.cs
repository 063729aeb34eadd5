using System.Diagnostics.Metrics;
using AttendanceFunctions.Functions.Messages.Reports;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Writes every measurement of the app's metrics to its log, so that they are scanned for personal data, too.</summary>
internal sealed class MetricLog : IDisposable
{
    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ReportMeter.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    public MetricLog()
    {
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Write(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Write(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Write(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private static void Write<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct =>
            Console.Error.WriteLine(
                $"metric {instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
