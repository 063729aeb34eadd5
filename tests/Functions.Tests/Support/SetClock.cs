using System.Globalization;
using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>A clock that stands where a test sets it, in London time.</summary>
public sealed class SetClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Sets it to a London date and time: "2025-11-21 18:00".</summary>
    public void Set(string london)
    {
        var at = DateTime.ParseExact(london, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        _now = London.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
    }

    public void Set(DateTimeOffset now) => _now = now;
}
