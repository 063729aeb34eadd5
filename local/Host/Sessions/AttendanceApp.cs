using System.Reflection;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>The attendance pipeline.</summary>
public sealed class AttendanceApp : IHostedApp
{
    /// <inheritdoc />
    public Assembly Functions => typeof(TrustStorage).Assembly;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> SimulatedSettings { get; } = new Dictionary<string, string>
    {
        // Messages are dripped by hiding them, and storage hides by its own clock.
        [$"{SendingOptions.Section}:{nameof(SendingOptions.TextsPerMinute)}"] = "0",
        [$"{SendingOptions.Section}:{nameof(SendingOptions.EmailsPerMinute)}"] = "0",
    };

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAttendance(configuration);

    /// <inheritdoc />
    public Task PrepareStorageAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<TrustStorage>().CreateAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<Func<DateOnly, DateOnly>> ReadSchoolDaysAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            var trust = await scope.ServiceProvider.GetRequiredService<TrustSettings>().ReadAsync(cancellationToken);
            return date => trust.Schools
                .SelectMany(school => school.Calendar.NextSchoolDay(date) is { } next ? new[] { next } : [])
                .DefaultIfEmpty(NextWeekday(date))
                .Min();
        }
        catch (SettingsFaultyException fault)
        {
            throw new MendableException(fault.Message);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> SettleAsync(
        IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken) =>
        new Settlement(services.GetRequiredService<NudgeLedger>(), services.GetRequiredService<LeadNoteTable>(), accepted)
            .RunAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<TrustSettings>();
        var trust = await settings.ReadAsync(cancellationToken);
        var refused = await RefusedTemplatesAsync(trust, scope.ServiceProvider.GetRequiredService<LetterTemplates>(), cancellationToken);
        var report = new IntakeReport(services.GetRequiredService<TrustStorage>(), services.GetRequiredService<IntakeLedger>());
        return [.. settings.Remarks, .. refused, .. await report.DescribeAsync(cancellationToken)];
    }

    /// <summary>Every template that cannot be used, those that no letter of these nights needed among them.</summary>
    private static async Task<IEnumerable<string>> RefusedTemplatesAsync(
        Trust trust, LetterTemplates templates, CancellationToken cancellationToken)
    {
        var refused = new List<TemplateRefusal>();
        foreach (var school in trust.Schools.DistinctBy(school => school.LocalAuthority))
        {
            refused.AddRange((await templates.ChooseAsync(school, Enum.GetValues<LetterKind>(), cancellationToken)).Refusals);
        }

        return refused.DistinctBy(refusal => refusal.File).Select(refusal => refusal.ToString());
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> FindUnfinishedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var files = scope.ServiceProvider.GetRequiredService<SchoolFiles>();
        var entries = await services.GetRequiredService<IntakeLedger>().ReadAllAsync(cancellationToken);
        var known = entries.Select(row => (row.Entry.Name, row.Entry.ETag)).ToHashSet();
        var unfinished = new List<string>();
        foreach (var container in new[] { Containers.Rosters, Containers.Registers, Containers.Decisions })
        {
            unfinished.AddRange((await files.ListAsync(container, "", cancellationToken))
                .Where(file => !known.Contains((file.Name, file.ETag)))
                .Select(file => $"{file.Name} came in and was neither applied, nor rejected, nor held."));
        }

        unfinished.AddRange((await scope.ServiceProvider.GetRequiredService<FailureRecord>().ReadAllAsync(cancellationToken))
            .Select(failure => $"Work from {failure.Queue} failed for good: {failure.Body}. {failure.WhatToDo}"));
        return unfinished;
    }

    // Past the last term that the settings know, any weekday could be one.
    private static DateOnly NextWeekday(DateOnly date)
    {
        do
        {
            date = date.AddDays(1);
        }
        while (SchoolCalendar.IsWeekend(date));
        return date;
    }
}
