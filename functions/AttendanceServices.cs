using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Worklists;
using Azure.Communication.Sms;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SendGrid;

namespace AttendanceFunctions.Functions;

/// <summary>Registers everything that the functions need.</summary>
public static class AttendanceServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">App settings: the connection TrustData and the sections Sms, Email and Sending.</param>
    /// <exception cref="InvalidOperationException">A setting that nothing works without is missing.</exception>
    public static IServiceCollection AddAttendance(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReportMeter>();
        services.Configure<SmsOptions>(configuration.GetSection(SmsOptions.Section));
        services.Configure<EmailOptions>(configuration.GetSection(EmailOptions.Section));
        services.Configure<SendingOptions>(configuration.GetSection(SendingOptions.Section));
        services.AddStorage(configuration);
        services.AddChannels(configuration);
        return services
            .AddSingleton<SettingsFiles>().AddScoped<TrustSettings>()
            .AddScoped<SchoolFiles>().AddScoped<RejectedFiles>().AddScoped<RosterIntake>().AddScoped<RegisterIntake>().AddScoped<RegisterPull>()
            .AddScoped<CarriedCases>().AddScoped<EarlierMarks>().AddScoped<CaseRun>().AddScoped<SchoolNightRun>()
            .AddScoped<LetterTemplates>().AddScoped<LetterWriter>().AddScoped<NightLetters>()
            .AddScoped<DecisionIntake>().AddScoped<DecisionsAboutNudges>().AddScoped<DecisionsAboutCases>().AddScoped<DecisionsAboutAbsences>().AddScoped<NudgeSweep>().AddScoped<ReleasePool>().AddScoped<FamilyMessages>().AddScoped<MessageQueues>().AddScoped<NudgeRelease>().AddScoped<MessageComposer>().AddScoped<NudgeSender>()
            .AddSingleton<MorningCache>().AddScoped<MorningMarks>().AddScoped<FirstDayMessage>().AddScoped<FirstDayRelease>().AddScoped<MorningList>().AddScoped<MorningCheck>()
            .AddScoped<DeliverySettlement>().AddScoped<DeliveryRecord>().AddScoped<BounceList>().AddScoped<BounceReading>()
            .AddScoped<Worklist>().AddScoped<SummarySheets>().AddScoped<SummaryFolder>().AddScoped<SummaryLatest>().AddScoped<TrustSummary>().AddScoped<SchoolSummary>().AddScoped<SummaryLink>().AddScoped<SummaryNote>().AddScoped<SummaryExport>()
            .AddScoped<FailureRecord>()
            .AddScoped<AddressesInUse>().AddScoped<SubjectTables>().AddScoped<SubjectFiles>().AddScoped<SubjectSearch>().AddScoped<SubjectHistories>().AddScoped<SubjectBundle>()
            .AddScoped<ErasurePlanner>().AddScoped<ErasedFiles>().AddScoped<ErasedRows>().AddScoped<SubjectErasure>().AddScoped<Retention>();
    }

    private static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration[Connections.TrustData] ?? "";
        var account = configuration.GetSection(Connections.TrustData);
        services.AddSingleton(connection.Length > 0
            ? TrustStorage.Open(connection)
            : TrustStorage.Open(service => UriOf(account, $"{service}ServiceUri"), IdentityOf(account["clientId"])));
        services
            .AddSingleton<Leases>()
            .AddSingleton<PupilTable>().AddSingleton<AttendanceTable>().AddSingleton<CaseTable>().AddSingleton<FamilyContacts>().AddSingleton<CaseEventTable>().AddSingleton<SchoolNightTable>().AddSingleton<IntakeLedger>().AddSingleton<NudgeLedger>().AddSingleton<SentTexts>().AddSingleton<UnusableAddressTable>();
    }

    private static void AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AllowList>().AddSingleton<TextSender>().AddSingleton<EmailSender>();
        services.AddSingleton(provider =>
        {
            var sms = provider.GetRequiredService<IOptions<SmsOptions>>().Value;
            return sms.ConnectionString.Length > 0
                ? new SmsClient(sms.ConnectionString, TextSender.Options())
                : new SmsClient(UriOf(configuration.GetSection(SmsOptions.Section), nameof(SmsOptions.Endpoint)), IdentityOf(configuration.GetSection(Connections.TrustData)["clientId"]), TextSender.Options());
        });
        services.AddSingleton(provider =>
        {
            var email = provider.GetRequiredService<IOptions<EmailOptions>>().Value;
            var options = new SendGridClientOptions { ApiKey = email.ApiKey };
            if (email.Host.Length > 0)
            {
                options.Host = email.Host;
            }

            // The client lives as long as the app, so its connections must not: the service's address may move.
            var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = ChannelOptions.Timeout };
            return new SendGridClient(http, options);
        });
    }

    /// <summary>The app's own identity; on a developer's machine whoever is signed in.</summary>
    private static TokenCredential IdentityOf(string? clientId) => string.IsNullOrEmpty(clientId)
        ? new DefaultAzureCredential()
        : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));

    private static Uri UriOf(IConfigurationSection section, string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException($"The app setting {section.Path.Replace(":", "__", StringComparison.Ordinal)}__{name} is missing or no address; it names the service to use.");
}
