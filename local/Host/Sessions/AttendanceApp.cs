using System.Reflection;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Local.Host.Pages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>The attendance app: connects the local host to the product's services.</summary>
public sealed class AttendanceApp : IHostedApp
{
    /// <summary>The secret of opaque keys where the clock is simulated, so that two runs of the same nights leave the same files.</summary>
    public static byte[] SimulatedSecret => [.. Enumerable.Range(0, KeySecret.Length).Select(number => (byte)number)];

    /// <inheritdoc />
    public Assembly Functions => typeof(TrustStorage).Assembly;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> SimulatedSettings { get; } = new Dictionary<string, string>
    {
        // Sending is rate-limited by hiding queue messages, and storage hides them in real time, so the limits are off.
        [$"{SendingOptions.Section}:{nameof(SendingOptions.TextsPerMinute)}"] = "0",
        [$"{SendingOptions.Section}:{nameof(SendingOptions.EmailsPerMinute)}"] = "0",
    };

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddAttendance(configuration);

    /// <inheritdoc />
    public async Task PrepareStorageAsync(IServiceProvider services, bool simulated, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<TrustStorage>().CreateAsync(cancellationToken);
        if (simulated)
        {
            await services.GetRequiredService<KeySecrets>().KeepAsync(SimulatedSecret, cancellationToken);
        }
    }

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
            throw new UserErrorException(fault.Message);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlySet<string>> SettleAsync(
        IServiceProvider services, IReadOnlyDictionary<string, DateTimeOffset> accepted, CancellationToken cancellationToken) =>
        new Settlement(services.GetRequiredService<NudgeLedger>(), services.GetRequiredService<MorningNoteTable>(), accepted)
            .RunAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> DescribeIntakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<TrustSettings>();
        var trust = await settings.ReadAsync(cancellationToken);
        var rejected = await RejectedTemplatesAsync(trust, scope.ServiceProvider.GetRequiredService<LetterTemplates>(), cancellationToken);
        var report = new IntakeReport(services.GetRequiredService<TrustStorage>(), services.GetRequiredService<IntakeLedger>());
        IReadOnlyList<string> paused = await services.GetRequiredService<SendingPauses>().FindAsync(cancellationToken) is { } pause
            ? [new SendingPause(pause, To: null).ToString()]
            : [];
        return [.. paused, .. settings.Remarks, .. rejected, .. await report.DescribeAsync(cancellationToken)];
    }

    /// <summary>Every template that cannot be used, including templates that no letter of these nights needed.</summary>
    private static async Task<IEnumerable<string>> RejectedTemplatesAsync(
        Trust trust, LetterTemplates templates, CancellationToken cancellationToken)
    {
        var refused = new List<TemplateRefusal>();
        foreach (var school in trust.Schools)
        {
            refused.AddRange(
                (await templates.ChooseAsync(school, trust.Colours, Enum.GetValues<LetterKind>(), cancellationToken)).Refusals);
        }

        return refused.DistinctBy(refusal => refusal.File).Select(refusal => refusal.ToString());
    }

    /// <inheritdoc />
    public async Task<NightVerdict?> ReadVerdictAsync(IServiceProvider services, DateOnly night, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var trust = await scope.ServiceProvider.GetRequiredService<TrustSettings>().ReadAsync(cancellationToken);
        return (await scope.ServiceProvider.GetRequiredService<NightReports>().ReadAsync(trust, night, cancellationToken)).Verdict;
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
                .Select(file => $"{file.Name} was uploaded but was neither applied, rejected nor held."));
        }

        unfinished.AddRange((await scope.ServiceProvider.GetRequiredService<FailureRecord>().ReadAllAsync(cancellationToken))
            .Select(failure => $"Work from the queue {failure.Queue} failed permanently: {failure.Body}. {failure.WhatToDo}"));
        return unfinished;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<SamplePerson>> ReadPeopleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            var settings = scope.ServiceProvider.GetRequiredService<TrustSettings>();
            var trust = await settings.ReadAsync(cancellationToken);
            return await settings.ReadStaffAsync(cancellationToken) is Checked<Staff>.Valid { Value: var staff }
                ? [.. staff.Members.Select(member => new SamplePerson(
                    member.SignInName, member.Name, string.Join("; ", member.Posts.Select(post => Describe(trust, post)))))]
                : [];
        }
        catch (SettingsFaultyException)
        {
            return [];
        }
    }

    private static string Describe(Trust trust, StaffPost post) => post.Schools is { } some
        ? $"{post.Role.InWords()}, "
            + $"{English.List([.. trust.Schools.Where(school => some.Contains(school.Id)).Select(school => school.Name)])}"
        : $"{post.Role.InWords()}, all schools";

    // After the last term in the settings, every weekday counts as a school day.
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
