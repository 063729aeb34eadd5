namespace AttendanceFunctions.Local.Providers;

/// <summary>A bounced email, in the form of SendGrid's list of bounces.</summary>
/// <param name="Created">The time of the bounce, in seconds since 1970 (UTC).</param>
/// <param name="Email">The recipient's address.</param>
/// <param name="Reason">The response of the receiving server.</param>
/// <param name="Status">The enhanced mail status code.</param>
internal sealed record ListedBounce(long Created, string Email, string Reason, string Status);

/// <summary>SendGrid's list of bounced emails, in pages.</summary>
/// <param name="clock">Gives the time of a bounce.</param>
public sealed class Bounces(TimeProvider clock)
{
    private const int MaxPageSize = 500;

    private readonly Lock _gate = new();
    private readonly List<ListedBounce> _listed = [];

    /// <summary>Adds a bounce at the current time.</summary>
    /// <param name="address">The recipient's address.</param>
    /// <param name="status">The enhanced mail status code: class 5 is permanent, class 4 is temporary; may be empty.</param>
    /// <param name="reason">The response of the receiving server.</param>
    public void Add(string address, string status = "5.1.1", string reason = "550 5.1.1 The mailbox does not exist.")
    {
        lock (_gate)
        {
            _listed.Add(new(clock.GetUtcNow().ToUnixTimeSeconds(), address, reason, status));
        }
    }

    /// <summary>Returns a page of the list, newest first.</summary>
    internal IReadOnlyList<ListedBounce> Page(long startTime, int limit, int offset)
    {
        lock (_gate)
        {
            return [.. _listed.Where(bounce => bounce.Created >= startTime).Reverse().Skip(offset).Take(Math.Min(limit, MaxPageSize))];
        }
    }
}
