using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>What the host needs to know of the app that it runs.</summary>
public interface IHostedApp
{
    /// <summary>Where its functions are.</summary>
    Assembly Functions { get; }

    /// <summary>Settings that a simulated run adds, so that nobody waits: pauses that storage would keep by its own clock.</summary>
    IReadOnlyDictionary<string, string> SimulatedSettings { get; }

    /// <summary>Adds its services, as its own start does. A <see cref="TimeProvider"/> and logging are there already.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Makes tables, queues and containers that are not there yet.</summary>
    Task PrepareStorageAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Settles what a killed run left unsettled in this storage, with the record of what the providers accepted at hand.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="accepted">Keys of all accepted messages, with the instant of acceptance.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Keys of the accepted messages of which nothing was reported yet.</returns>
    Task<IReadOnlySet<string>> SettleAsync(
        IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken);

    /// <summary>
    /// What came in and was not applied as it stands, in words: held and rejected files, rows that were sent back, remarks on settings.
    /// </summary>
    Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Reads the school days from the settings that lie in storage.</summary>
    /// <returns>The first school day after a date.</returns>
    /// <exception cref="MendableException">The settings cannot be used; the message names every fault.</exception>
    Task<Func<DateOnly, DateOnly>> ReadSchoolDaysAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>What came in and is neither applied, nor rejected, nor held: a sentence for each.</summary>
    Task<IReadOnlyList<string>> FindUnfinishedAsync(IServiceProvider services, CancellationToken cancellationToken);
}
