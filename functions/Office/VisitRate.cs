using System.Collections.Concurrent;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// How many pages one person asks for in a minute at this instance of the app. A person who reads needs a tenth of it; a program that
/// copies every child's page is slowed down, and stands in the log.
/// </summary>
public sealed class VisitRate(TimeProvider time)
{
    /// <summary>The most requests of one person in a minute.</summary>
    public const int MostInMinute = 120;

    private readonly ConcurrentDictionary<string, (long Minute, int Count)> _counts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a request of a person.</summary>
    /// <returns>Whether it is within the rate.</returns>
    public bool Allows(string signInName)
    {
        var minute = time.GetTimestamp() / (time.TimestampFrequency * 60);
        var after = _counts.AddOrUpdate(
            signInName, (minute, 1), (_, before) => before.Minute == minute ? (minute, before.Count + 1) : (minute, 1));
        return after.Count <= MostInMinute;
    }
}
