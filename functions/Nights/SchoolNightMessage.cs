using System.Text.Json;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>A message on the queue school-nights. It names no pupil.</summary>
public sealed record SchoolNightMessage(SchoolId School, DateOnly Night)
{
    /// <summary>The message's body.</summary>
    public string Write() => JsonSerializer.Serialize(new Body(1, School.ToString(), TableKeys.Of(Night)));

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <exception cref="FormatException">The body is not such a message.</exception>
    public static SchoolNightMessage Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(body) is { V: 1, School: { } school, Night: { } night }
                ? new(SchoolId.Parse(school), TableKeys.DateOf(night))
                : throw new FormatException("The message has a version that is not known here.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message is not a school night.", fault);
        }
    }

    /// <summary>Whether a message is for this school and for this night or an earlier one, so that this night completes it.</summary>
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
