using System.Globalization;

namespace AttendanceFunctions.Tests.Local.Providers;

/// <summary>A clock that always shows the same time.</summary>
internal sealed class StoppedClock(string instant) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
