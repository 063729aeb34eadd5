using System.Text.Json;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>The message on the queue school-nights: which school, which night. It names no pupil.</summary>
public sealed record SchoolNightMessage(SchoolId School, DateOnly Night)
{
    public string Write() => JsonSerializer.Serialize(new Body(1, School.ToString(), TableKeys.Of(Night)));

    /// <exception cref="FormatException">The body is no such message.</exception>
    public static SchoolNightMessage Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(body) is { V: 1, School: { } school, Night: { } night }
                ? new(SchoolId.Parse(school), TableKeys.DateOf(night))
                : throw new FormatException("The message is of a version that is not known here.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message is no school night.", fault);
        }
    }

    /// <summary>Whether a message's body asks for a night of this school that is no later than this one, so that it is done when this one is.</summary>
    public static bool IsDoneWith(string body, SchoolId school, DateOnly night)
    {
        try
        {
            return Read(body) is var message && message.School == school && message.Night <= night;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private sealed record Body(int V, string? School, string? Night);
}
