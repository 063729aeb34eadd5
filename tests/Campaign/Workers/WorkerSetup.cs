namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Which sender a worker is.</summary>
public enum WorkerKind
{
    /// <summary>The product's functions.</summary>
    Product,

    /// <summary>The sender that is held against it.</summary>
    Naive,
}

/// <summary>The first line that a worker reads: where everything is. All of it is on loopback.</summary>
/// <param name="Kind">Which sender it is.</param>
/// <param name="Storage">The storage account's connection string.</param>
/// <param name="Sms">The text provider's connection string.</param>
/// <param name="EmailHost">The email provider's address.</param>
/// <param name="EmailKey">Its key.</param>
public sealed record WorkerSetup(WorkerKind Kind, string Storage, string Sms, string EmailHost, string EmailKey)
{
    /// <summary>Throws where an address is anything but loopback: a campaign must not be able to reach a parent.</summary>
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
                $"A worker of a campaign talks to loopback alone; check "
                + $"{string.Join(", ", named.Where(part => !new Uri(part[1]).IsLoopback).Select(part => part[0]))}.");
        }
    }
}

/// <summary>The second line: from which instant of which hours on.</summary>
/// <param name="From">The instant.</param>
/// <param name="Spells">The hours of a night in which something is due, in their order; those before the instant are over.</param>
public sealed record WorkerOrder(DateTimeOffset From, IReadOnlyList<Spell> Spells)
{
    /// <summary>What is left of the hours.</summary>
    public IEnumerable<Spell> Left() =>
        Spells.Where(spell => From < spell.Until).Select(spell => spell with { From = From > spell.From ? From : spell.From });
}

/// <summary>Hours, from an instant to another one.</summary>
public sealed record Spell(DateTimeOffset From, DateTimeOffset Until);
