namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>The sender that a worker runs.</summary>
public enum WorkerKind
{
    /// <summary>The product's functions.</summary>
    Product,

    /// <summary>The naive sender, for comparison.</summary>
    Naive,
}

/// <summary>The first line that a worker reads: the addresses of storage and providers. All are on loopback.</summary>
/// <param name="Kind">The sender.</param>
/// <param name="Storage">The storage account's connection string.</param>
/// <param name="Sms">The SMS provider's connection string.</param>
/// <param name="EmailHost">The email provider's address.</param>
/// <param name="EmailKey">The email provider's API key.</param>
public sealed record WorkerSetup(WorkerKind Kind, string Storage, string Sms, string EmailHost, string EmailKey)
{
    /// <summary>Checks that every address is on loopback, so that a campaign can never reach a real parent.</summary>
    /// <exception cref="InvalidOperationException">An address is not on loopback.</exception>
    public void Check()
    {
        var named = Storage.Split(';').Concat(Sms.Split(';')).Append($"EmailHost={EmailHost}")
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2 && Uri.IsWellFormedUriString(part[1], UriKind.Absolute))
            .ToList();
        if (named.Count < 5 || named.Any(part => !new Uri(part[1]).IsLoopback))
        {
            throw new InvalidOperationException(
                $"A worker of a campaign may only use loopback addresses; check "
                + $"{string.Join(", ", named.Where(part => !new Uri(part[1]).IsLoopback).Select(part => part[0]))}.");
        }
    }
}

/// <summary>The second line that a worker reads: the time from which, and the hours in which, it works.</summary>
/// <param name="From">The simulated time from which the worker runs.</param>
/// <param name="Windows">The hours of a night in which work is due, in chronological order.</param>
public sealed record WorkerOrder(DateTimeOffset From, IReadOnlyList<TimeWindow> Windows)
{
    /// <summary>The part of the hours that is not before <see cref="From"/>.</summary>
    public IEnumerable<TimeWindow> Remaining() =>
        Windows.Where(window => From < window.Until).Select(window => window with { From = From > window.From ? From : window.From });
}

/// <summary>A period of simulated time, excluding its end.</summary>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset Until);
