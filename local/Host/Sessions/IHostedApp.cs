using System.Reflection;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Local.Host.Pages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>What the local host needs to know about the app that it runs.</summary>
public interface IHostedApp
{
    /// <summary>The assembly that contains the functions.</summary>
    Assembly Functions { get; }

    /// <summary>Extra settings for a simulated run. They switch off pauses that would run in real time.</summary>
    IReadOnlyDictionary<string, string> SimulatedSettings { get; }

    /// <summary>Registers the app's services. A <see cref="TimeProvider"/> and logging are registered already.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Creates missing tables, queues and containers.</summary>
    /// <param name="simulated">Whether two runs must leave the same, so that nothing may be drawn at random.</param>
    Task PrepareStorageAsync(IServiceProvider services, bool simulated, CancellationToken cancellationToken);

    /// <summary>Settles the messages whose outcome a killed run left open, from the providers' record of accepted messages.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="accepted">The keys of all accepted messages with their times of acceptance.</param>
    /// <param name="cancellationToken">Stops the operation.</param>
    /// <returns>The keys of accepted text messages that have no delivery report yet.</returns>
    Task<IReadOnlySet<string>> SettleAsync(
        IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the input that was not applied unchanged, one sentence each: remarks on settings, rejected templates, rejected and held
    /// files, and rejected rows.
    /// </summary>
    Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Reads the school days from the settings in storage.</summary>
    /// <returns>A function that returns the first school day after a date.</returns>
    /// <exception cref="UserErrorException">The settings are invalid; the message names every error.</exception>
    Task<Func<DateOnly, DateOnly>> ReadSchoolDaysAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Lists the people whom the settings in storage let into the office; none where the list cannot be read.</summary>
    Task<IReadOnlyList<SamplePerson>> ReadPeopleAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>Reads the verdict on a night; null where there is none.</summary>
    Task<NightVerdict?> ReadVerdictAsync(IServiceProvider services, DateOnly night, CancellationToken cancellationToken);

    /// <summary>Lists files that were neither applied, rejected nor held, and work that failed permanently, one sentence each.</summary>
    Task<IReadOnlyList<string>> FindUnfinishedAsync(IServiceProvider services, CancellationToken cancellationToken);
}
