using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Operations;
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
    /// <param name="services">The services of the app.</param>
    /// <param name="configuration">App settings: the connection TrustData and the sections Sms, Email and Sending.</param>
    /// <exception cref="InvalidOperationException">A required setting is missing.</exception>
    public static IServiceCollection AddAttendance(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddStorage(configuration)
            .AddOperations()
            .AddIntake()
            .AddChannels(configuration)
            .AddMessages()
            .AddLetters()
            .AddDecisions()
            .AddWorklists()
            .AddSummaries(configuration)
            .AddNights()
            .AddMornings()
            .AddSubjects()
            .AddOffice(configuration);
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration[Connections.TrustData] ?? "";
        var account = configuration.GetSection(Connections.TrustData);
        return services
            .AddSingleton(connection.Length > 0
                ? TrustStorage.Open(connection)
                : TrustStorage.Open(service => UriOf(account, $"{service}ServiceUri"), IdentityOf(configuration)))
            .AddSingleton<Leases>()
            .AddSingleton<KeySecrets>()
            .AddSingleton<PupilTable>()
            .AddSingleton<SharedUpnTable>()
            .AddSingleton<AttendanceTable>()
            .AddSingleton<CaseTable>()
            .AddSingleton<CaseEventTable>()
            .AddSingleton<FamilyContacts>()
            .AddSingleton<ReviewTable>()
            .AddSingleton<SchoolNightTable>();
    }

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<FailureRecord>()
        .AddScoped<QueueWork>();

    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<SettingsFiles>()
        .AddScoped<TrustSettings>()
        .AddSingleton<IntakeLedger>()
        .AddScoped<SchoolFiles>()
        .AddScoped<RejectedFiles>()
        .AddScoped<RosterIntake>()
        .AddScoped<RegisterIntake>()
        .AddScoped<FileCheck>()
        .AddSingleton<UploadGate>()
        .AddScoped<FileUpload>()
        .AddScoped<ReceivedFiles>();

    private static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddSingleton<NudgeLedger>()
        .AddSingleton<SendingPauses>()
        .AddSingleton<SentTexts>()
        .AddSingleton<UnusableAddressTable>()
        .AddSingleton<HeldAddresses>()
        .AddSingleton<ReportMeter>()
        .AddScoped<NudgeSweep>()
        .AddScoped<ReleasePool>()
        .AddScoped<FamilyMessages>()
        .AddScoped<MessageQueues>()
        .AddScoped<NudgeRelease>()
        .AddScoped<MessageComposer>()
        .AddScoped<FirstDayMessage>()
        .AddScoped<NudgeSender>()
        .AddScoped<DeliverySettlement>()
        .AddScoped<DeliveryRecord>()
        .AddScoped<BounceList>()
        .AddScoped<BounceReading>();

    private static IServiceCollection AddLetters(this IServiceCollection services) => services
        .AddScoped<LetterTemplates>()
        .AddScoped<SchoolTemplates>()
        .AddScoped<LetterWriter>()
        .AddScoped<LetterByHand>()
        .AddScoped<LetterFolder>();

    private static IServiceCollection AddDecisions(this IServiceCollection services) => services
        .AddScoped<DecisionIntake>()
        .AddScoped<DecisionRecorder>()
        .AddScoped<DecisionsAboutNudges>()
        .AddScoped<DecisionsAboutCases>()
        .AddScoped<DecisionsAboutAbsences>()
        .AddScoped<DecisionsAboutAddresses>()
        .AddScoped<DecisionsAboutUpns>()
        .AddScoped<DecisionsAboutNotifications>()
        .AddScoped<DecisionsAboutReviews>()
        .AddScoped<CaseEntryRecorder>()
        .AddScoped<DecisionsAboutActions>()
        .AddScoped<DecisionsAboutLog>();

    private static IServiceCollection AddWorklists(this IServiceCollection services) => services
        .AddSingleton<OpenRowTable>()
        .AddScoped<Worklist>()
        .AddScoped<ReviewSheet>()
        .AddScoped<ReviewEvidence>()
        .AddScoped<TrustPolicyPages>()
        .AddScoped<ReturnFiles>()
        .AddScoped<TrustReturns>();

    private static IServiceCollection AddSummaries(this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<SummaryFolder>()
        .AddScoped<StepReport>()
        .AddScoped<SummaryPages>()
        .AddScoped<PrintFolder>()
        .AddScoped<SummaryLink>()
        .AddSingleton<MorningNoteTable>()
        .AddSingleton(OfficeAddress.Read(configuration))
        .AddScoped<NightReports>()
        .AddScoped<PauseLines>()
        .AddScoped<SummaryNote>()
        .AddScoped<SchoolNote>()
        .AddScoped<MorningNoteSender>()
        .AddScoped<MorningNotes>()
        .AddScoped<SettingsNote>()
        .AddScoped<SummaryExport>();

    private static IServiceCollection AddNights(this IServiceCollection services) => services
        .AddScoped<RegisterPull>()
        .AddScoped<SharedUpns>()
        .AddScoped<SiblingSchools>()
        .AddScoped<FamilyKeyTable>()
        .AddScoped<EarlierMarks>()
        .AddScoped<CarriedCases>()
        .AddScoped<CaseRun>()
        .AddScoped<NightIntake>()
        .AddScoped<NightPupils>()
        .AddScoped<NightMessages>()
        .AddScoped<NightDocuments>()
        .AddScoped<NightResults>()
        .AddScoped<SchoolNightRun>();

    private static IServiceCollection AddMornings(this IServiceCollection services) => services
        .AddSingleton<MorningCache>()
        .AddScoped<MorningMarks>()
        .AddScoped<SchoolMornings>()
        .AddScoped<IPupilsToAskAfter>(provider => provider.GetRequiredService<SchoolMornings>())
        .AddScoped<FirstDayRelease>()
        .AddScoped<MorningList>()
        .AddScoped<MorningCheck>();

    private static IServiceCollection AddSubjects(this IServiceCollection services) => services
        .AddScoped<SubjectTables>()
        .AddScoped<SubjectFiles>()
        .AddScoped<SubjectSearch>()
        .AddScoped<SubjectBundle>()
        .AddScoped<ErasurePlanner>()
        .AddScoped<ErasedFiles>()
        .AddScoped<ErasedRows>()
        .AddScoped<SubjectErasure>()
        .AddScoped<Retention>();

    private static IServiceCollection AddOffice(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(OfficeOptions.Read(configuration))
        .AddSingleton<VisitRate>()
        .AddSingleton<AccessLog>()
        .AddScoped<ChildKeys>()
        .AddScoped<OfficeDoor>()
        .AddScoped<StartPages>()
        .AddScoped<ListPages>()
        .AddScoped<StagePages>()
        .AddScoped<ChildPages>()
        .AddScoped<Deciding>()
        .AddScoped<Entering>()
        .AddScoped<ChildEntries>()
        .AddScoped<EntryPages>()
        .AddScoped<LogFiles>()
        .AddScoped<ChildLetterPages>()
        .AddScoped<PrintPages>()
        .AddScoped<DecisionPages>()
        .AddScoped<LetterPages>()
        .AddScoped<FilePages>()
        .AddScoped<TemplatePages>()
        .AddScoped<PolicyPages>()
        .AddScoped<LookPages>()
        .AddScoped<SendingPages>()
        .AddScoped<SystemPages>()
        .AddScoped<TrustLeadPages>();

    /// <summary>The services that deliver texts and emails, and their settings.</summary>
    private static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SmsOptions>(configuration.GetSection(SmsOptions.Section));
        services.Configure<EmailOptions>(configuration.GetSection(EmailOptions.Section));
        services.Configure<SendingOptions>(configuration.GetSection(SendingOptions.Section));
        services.AddSingleton<AllowList>().AddSingleton<TextSender>().AddSingleton<EmailSender>();
        services.AddSingleton(provider => new Lazy<EmailSender>(provider.GetRequiredService<EmailSender>));
        services.AddSingleton(provider =>
        {
            var sms = provider.GetRequiredService<IOptions<SmsOptions>>().Value;
            return sms.ConnectionString.Length > 0
                ? new SmsClient(sms.ConnectionString, TextSender.Options())
                : new SmsClient(
                    UriOf(configuration.GetSection(SmsOptions.Section), nameof(SmsOptions.Endpoint)),
                    IdentityOf(configuration),
                    TextSender.Options());
        });
        return services.AddSingleton(provider =>
        {
            var email = provider.GetRequiredService<IOptions<EmailOptions>>().Value;
            var options = new SendGridClientOptions { ApiKey = email.ApiKey };
            if (email.Host.Length > 0)
            {
                options.Host = email.Host;
            }

            // The client lives as long as the app, but its connections are renewed, because the service's IP address may change.
            var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
            var http = new HttpClient(handler) { Timeout = ChannelOptions.Timeout };
            return new SendGridClient(http, options);
        });
    }

    /// <summary>The app's own identity; on a developer's machine, the identity of the signed-in developer.</summary>
    internal static TokenCredential IdentityOf(IConfiguration configuration) =>
        configuration[$"{Connections.TrustData}:clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

    private static Uri UriOf(IConfigurationSection section, string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException(
                $"The app setting {section.Path.Replace(":", "__", StringComparison.Ordinal)}__{name} is missing or not an address. "
                + "Set it to the address of the service to use.");
}
