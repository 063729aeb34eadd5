namespace AttendanceFunctions.Local.Providers;

/// <summary>An email that came back, as SendGrid lists it.</summary>
/// <param name="Created">When, in seconds since 1970.</param>
/// <param name="Email">The address.</param>
/// <param name="Reason">The receiving server's answer.</param>
/// <param name="Status">Its enhanced status code.</param>
internal sealed record ListedBounce(long Created, string Email, string Reason, string Status);

/// <summary>The emails that came back: SendGrid's list of bounces, in pages.</summary>
/// <param name="clock">When an email comes back.</param>
public sealed class Bounces(TimeProvider clock)
{
    private const int MostOnAPage = 500;

    private readonly Lock _gate = new();
    private readonly List<ListedBounce> _listed = [];

    /// <summary>Lets an email to an address come back now.</summary>
    /// <param name="address">The address.</param>
    /// <param name="status">The enhanced status code: of class 5 where it is for good, of class 4 where not; may be empty.</param>
    /// <param name="reason">The receiving server's answer.</param>
    public void Add(string address, string status = "5.1.1", string reason = "550 5.1.1 The mailbox does not exist.")
    {
        lock (_gate)
        {
            _listed.Add(new(clock.GetUtcNow().ToUnixTimeSeconds(), address, reason, status));
        }
    }

    /// <summary>A page of the list, the newest first.</summary>
    internal IReadOnlyList<ListedBounce> Page(long startTime, int limit, int offset)
    {
        lock (_gate)
        {
            return [.. _listed.Where(bounce => bounce.Created >= startTime).Reverse().Skip(offset).Take(Math.Min(limit, MostOnAPage))];
        }
    }
}
