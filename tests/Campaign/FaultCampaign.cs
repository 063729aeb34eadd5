using System.Diagnostics;
using System.Globalization;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Tests.Campaign.Offices;
using AttendanceFunctions.Tests.Campaign.Privacy;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Verdicts;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// Simulates a term with many faults: workers are killed, and storage and providers fail before or after they have applied a request.
/// Then it checks the ledger against what was observed from outside.
/// </summary>
internal sealed class FaultCampaign
{
    private const int MaxDecisionDays = 8;

    private readonly CampaignOptions _options;
    private readonly CampaignTrust _trust;
    private readonly CampaignEnvironment _environment;
    private readonly WorkerSequence _workers;
    private readonly CampaignOffice _office;
    private readonly ExtraMessages _extraMessages;
    private readonly RandomKills _randomKills;
    private readonly IProgress<string> _progress;
    private int _night;

    private FaultCampaign(
        CampaignOptions options,
        CampaignTrust trust,
        CampaignEnvironment environment,
        WorkerSequence workers,
        CampaignOffice office,
        RandomKills randomKills,
        IProgress<string> progress)
    {
        (_options, _trust, _environment, _workers, _office, _randomKills, _progress) =
            (options, trust, environment, workers, office, randomKills, progress);
        _extraMessages = new(options.Seed, new(AttendanceApp.SimulatedSecret));
        _night = options.FirstNight;
    }

    /// <summary>Runs a campaign and returns its outcome.</summary>
    /// <param name="options">The options of the campaign.</param>
    /// <param name="storage">An empty storage account on loopback.</param>
    /// <param name="folder">The folder for the providers' outboxes and the workers' log.</param>
    /// <param name="progress">Receives a line after each night.</param>
    /// <param name="endEarly">Ends the fault phase early; the results so far are checked as usual.</param>
    /// <param name="cancellationToken">Stops the campaign.</param>
    public static async Task<CampaignOutcome> RunAsync(
        CampaignOptions options, string storage, DirectoryInfo folder, IProgress<string> progress, CancellationToken endEarly,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var logFile = Path.Combine(folder.FullName, "workers.log");
        var trust = CampaignTrust.Of(options);
        await using var environment = await CampaignEnvironment.StartAsync(storage, options, WorkerKind.Product, folder, cancellationToken);
        await trust.SetUpAsync(environment.Blobs, cancellationToken);
        FaultCampaign campaign;
        Verdict faultPhase;
        ReportOutcome reported;
        Resolution resolution;
        OfficeOutcome office;
        await using (var log = TextWriter.Synchronized(new StreamWriter(logFile)))
        {
            var randomKills = new RandomKills(options.Seed);
            await using var workers = new WorkerSequence(environment, randomKills, log.WriteLine, endEarly);
            await using var people = await CampaignOffice.StartAsync(
                environment, trust, options, storage, log.WriteLine, cancellationToken);
            campaign = new FaultCampaign(options, trust, environment, workers, people, randomKills, progress);
            await campaign.RunFaultyNightsAsync(endEarly, cancellationToken);
            faultPhase = await Verdict.OfAsync(environment, campaign._extraMessages.Added, campaign.Today, cancellationToken);
            progress.Report(
                $"The fault phase from {trust.Days[options.FirstNight]:yyyy-MM-dd} has ended: {faultPhase.Accepted} messages accepted, "
                + $"{faultPhase.Twice.Texts + faultPhase.Twice.Emails} accepted twice, {faultPhase.Lost} lost, "
                + $"{faultPhase.Findings.Count} findings.");
            reported = await campaign.ProcessReportsAsync(cancellationToken);
            resolution = await campaign.ResolveAsync(cancellationToken);
            var check = await OfficeCheck.RunAsync(environment, trust.Rosters.Keys, campaign.Today, people.Acts, cancellationToken);
            office = check with { Killed = people.Killed };
        }

        return new(
            options, clock.Elapsed, campaign._night - options.FirstNight, campaign._workers.Killed, campaign._workers.Crashed,
            environment.Observer.StorageRequests,
            environment.Observer.FaultsInOrder(), campaign._extraMessages.Added.Count, faultPhase, reported, resolution, office,
            await ArtefactScan.ScanAsync(trust, environment, logFile, cancellationToken));
    }

    private DateOnly Today => _trust.Days[_night];

    private async Task RunFaultyNightsAsync(CancellationToken endEarly, CancellationToken cancellationToken)
    {
        for (var night = 0; _night < CampaignOptions.TermNights
            && !endEarly.IsCancellationRequested
            && (night < _options.Nights || _workers.Killed < _options.Kills); night++)
        {
            // Kills that a night had no time for are spread over the remaining nights, or added as extra nights.
            var kills = (int)Math.Ceiling((double)Math.Max(0, _options.Kills - _workers.Killed) / Math.Max(1, _options.Nights - night));
            // On every fourth night, reports are delivered twice.
            _environment.RepeatReports(night % 4 == 0 ? 2 : 1);
            await AddExtraMessagesAsync(cancellationToken);
            var (date, next) = (_trust.Days[_night], _trust.Days[_night + 1]);
            var hours = CampaignTrust.HoursOf(date, next);
            // People work in the office while the night runs late.
            await Task.WhenAll(
                NightAsync(date, hours, _randomKills.Next(kills, hours[0].From, CampaignTrust.SendingOn(next)), cancellationToken),
                _office.MorningAsync(next, Math.Max(1, kills / 3), cancellationToken));
        }

        await RunFaultFreeNightsAsync(_options.FaultFreeNights, cancellationToken);
    }

    /// <summary>Delivers the reports during another night with faults, then checks the ledger.</summary>
    private async Task<ReportOutcome> ProcessReportsAsync(CancellationToken cancellationToken)
    {
        var before = await ReportOutcome.UnknownTextsAsync(_environment, cancellationToken);
        var messages = await _environment.DeliverReportsAsync(cancellationToken);
        _environment.PauseStorageFaults(false);
        var hours = CampaignTrust.HoursOf(Today, _trust.Days[_night + 1]);
        await NightAsync(Today, hours, _randomKills.NextForQueue(_options.KillsDuringReports, hours[0].From), cancellationToken);
        await RunFaultFreeNightsAsync(1, cancellationToken);
        return await ReportOutcome.OfAsync(_environment, before, messages, cancellationToken);
    }

    /// <summary>
    /// Simulates people's decisions about messages whose outcome is still unknown, then checks the results. They decide about one message
    /// per family and day, because a parent gets at most one message a day, and a message expires after five days.
    /// </summary>
    private async Task<Resolution> ResolveAsync(CancellationToken cancellationToken)
    {
        var decisions = new Decisions();
        for (var day = 0; day < MaxDecisionDays && await decisions.DecideAsync(_environment, cancellationToken); day++)
        {
            await decisions.SendAsync(_office, Today, cancellationToken);
            await RunFaultFreeNightsAsync(1, cancellationToken);
        }

        return await decisions.OutcomeAsync(_environment, cancellationToken);
    }

    private async Task AddExtraMessagesAsync(CancellationToken cancellationToken)
    {
        // Several possible sending days, so that no message expires in a night with many kills.
        var days = (_trust.Days[_night + 1], _trust.Days[_night + 3]);
        foreach (var (school, pupils) in _trust.Rosters)
        {
            var plan = new NightPlan(default, [], _extraMessages.Rows(school, pupils, days));
            await _environment.Ledger.WriteAsync(plan.Changes(), cancellationToken);
        }
    }

    /// <summary>Runs nights without faults and kills, with all hidden queue messages shown, so that the app can recover.</summary>
    private async Task RunFaultFreeNightsAsync(int nights, CancellationToken cancellationToken)
    {
        _environment.PauseFaults(true);
        _office.PauseFaults(true);
        for (var night = 0; night < nights; night++)
        {
            await _environment.ShowHiddenMessagesAsync();
            await NightAsync(Today, CampaignTrust.HoursOf(Today, _trust.Days[_night + 1]), [], cancellationToken);
        }
    }

    private async Task NightAsync(
        DateOnly night, IReadOnlyList<TimeWindow> hours, IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        await _trust.SendRegistersAsync(_environment.Blobs, night, cancellationToken);
        await _workers.RunAsync(hours, moments, cancellationToken);
        _night++;
        _progress.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{night:yyyy-MM-dd}: {_workers.Killed} killed, {_workers.Crashed} crashed, "
            + $"{_environment.Texts.Count + _environment.Emails.Count} messages accepted, "
            + $"{_environment.Observer.StorageRequests} storage requests."));
    }
}
