using System.Diagnostics;
using System.Globalization;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Tests.Campaign.Privacy;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Verdicts;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// A simulated term in which everything goes wrong that can: workers are killed, storage and the providers fail before and after
/// they did what they were asked for. What comes of it is held against what was seen from outside.
/// </summary>
internal sealed class FaultCampaign
{
    private const int MostDaysOfDeciding = 8;

    private readonly CampaignOptions _options;
    private readonly CampaignTrust _trust;
    private readonly Ground _ground;
    private readonly Lives _lives;
    private readonly Planting _planting;
    private readonly KillDice _dice;
    private readonly IProgress<string> _progress;
    private int _night;

    private FaultCampaign(
        CampaignOptions options, CampaignTrust trust, Ground ground, Lives lives, KillDice dice, IProgress<string> progress)
    {
        (_options, _trust, _ground, _lives, _dice, _progress) = (options, trust, ground, lives, dice, progress);
        _planting = new(options.Seed);
        _night = options.FirstNight;
    }

    /// <summary>Runs a campaign to its end.</summary>
    /// <param name="options">What it is made from.</param>
    /// <param name="storage">An empty storage account on loopback.</param>
    /// <param name="folder">Where the providers' outboxes and the workers' log are left.</param>
    /// <param name="progress">Is told of every night.</param>
    /// <param name="enough">Ends the storm early; what it came to until then is held against what was seen all the same.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public static async Task<CampaignOutcome> RunAsync(
        CampaignOptions options, string storage, DirectoryInfo folder, IProgress<string> progress, CancellationToken enough,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var logFile = Path.Combine(folder.FullName, "workers.log");
        var trust = CampaignTrust.Of(options);
        await using var ground = await Ground.StartAsync(storage, options, WorkerKind.Product, folder, cancellationToken);
        await trust.SetUpAsync(ground.Blobs, cancellationToken);
        FaultCampaign campaign;
        Verdict storm;
        ReportOutcome reported;
        Resolution resolution;
        await using (var log = TextWriter.Synchronized(new StreamWriter(logFile)))
        {
            var dice = new KillDice(options.Seed);
            await using var lives = new Lives(ground, dice, log.WriteLine, enough);
            campaign = new FaultCampaign(options, trust, ground, lives, dice, progress);
            await campaign.StormAsync(enough, cancellationToken);
            storm = await Verdict.OfAsync(ground, campaign._planting.Planted, campaign.Today, cancellationToken);
            progress.Report(
                $"The storm from {trust.Days[options.FirstNight]:yyyy-MM-dd} on is over: {storm.Accepted} messages accepted, "
                + $"{storm.Twice.Texts + storm.Twice.Emails} keys twice, {storm.Lost} lost, {storm.Findings.Count} findings.");
            reported = await campaign.ReportAsync(cancellationToken);
            resolution = await campaign.ResolveAsync(cancellationToken);
        }

        return new(
            options, clock.Elapsed, campaign._night - options.FirstNight, campaign._lives.Killed, campaign._lives.Fallen,
            ground.Observer.StorageRequests,
            ground.Observer.FaultsInOrder(), campaign._planting.Planted.Count, storm, reported, resolution,
            await LeftBehind.ScanAsync(trust, ground, logFile, cancellationToken));
    }

    private DateOnly Today => _trust.Days[_night];

    private async Task StormAsync(CancellationToken enough, CancellationToken cancellationToken)
    {
        for (var night = 0; _night < CampaignOptions.Term
            && !enough.IsCancellationRequested
            && (night < _options.Nights || _lives.Killed < _options.Kills); night++)
        {
            // What one night had no time for is made up for by the others, and by another one where they are over.
            var kills = (int)Math.Ceiling((double)Math.Max(0, _options.Kills - _lives.Killed) / Math.Max(1, _options.Nights - night));
            // Every few days reports come twice.
            _ground.Repeat(night % 4 == 0 ? 2 : 1);
            await PlantAsync(cancellationToken);
            var (date, next) = (_trust.Days[_night], _trust.Days[_night + 1]);
            var hours = CampaignTrust.HoursOf(date, next);
            await NightAsync(date, hours, _dice.Throw(kills, hours[0].From, CampaignTrust.SendingOn(next)), cancellationToken);
        }

        await QuietAsync(_options.QuietNights, cancellationToken);
    }

    /// <summary>Delivers the reports in another storm, and looks what comes of them when it is over.</summary>
    private async Task<ReportOutcome> ReportAsync(CancellationToken cancellationToken)
    {
        var before = await ReportOutcome.UnknownTextsAsync(_ground, cancellationToken);
        var messages = await _ground.ReportAsync(cancellationToken);
        _ground.QuietenStorage(false);
        var hours = CampaignTrust.HoursOf(Today, _trust.Days[_night + 1]);
        await NightAsync(Today, hours, _dice.ThrowForQueue(_options.KillsOverReports, hours[0].From), cancellationToken);
        await QuietAsync(1, cancellationToken);
        return await ReportOutcome.OfAsync(_ground, before, messages, cancellationToken);
    }

    /// <summary>
    /// Has people decide about what is left open, and looks what comes of it. They decide day by day, of each family about one message: a
    /// parent gets one a day, and what waits for longer than its five days expires.
    /// </summary>
    private async Task<Resolution> ResolveAsync(CancellationToken cancellationToken)
    {
        var decisions = new Decisions();
        for (var day = 0; day < MostDaysOfDeciding && await decisions.DecideAsync(_ground, cancellationToken); day++)
        {
            await decisions.SendAsync(_ground.Blobs, _trust, cancellationToken);
            await QuietAsync(1, cancellationToken);
        }

        return await decisions.OutcomeAsync(_ground, cancellationToken);
    }

    private async Task PlantAsync(CancellationToken cancellationToken)
    {
        // Some days to leave on, so that a night that was killed often loses none of them.
        var days = (_trust.Days[_night + 1], _trust.Days[_night + 3]);
        foreach (var (school, pupils) in _trust.Rosters)
        {
            var plan = new NightPlan(default, [], _planting.Rows(school, pupils, days));
            await _ground.Ledger.WriteAsync(plan.Changes(), cancellationToken);
        }
    }

    /// <summary>Nights without a fault or a kill, so that what is to be put right is; nothing stays hidden in a queue.</summary>
    private async Task QuietAsync(int nights, CancellationToken cancellationToken)
    {
        _ground.Quieten(true);
        for (var night = 0; night < nights; night++)
        {
            await _ground.ShowHiddenAsync();
            await NightAsync(Today, CampaignTrust.HoursOf(Today, _trust.Days[_night + 1]), [], cancellationToken);
        }
    }

    private async Task NightAsync(
        DateOnly night, IReadOnlyList<Spell> hours, IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        await _trust.SendRegistersAsync(_ground.Blobs, night, cancellationToken);
        await _lives.RunAsync(hours, moments, cancellationToken);
        _night++;
        _progress.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{night:yyyy-MM-dd}: {_lives.Killed} killed, {_lives.Fallen} fell, {_ground.Texts.Count + _ground.Emails.Count} messages "
            + $"accepted, {_ground.Observer.StorageRequests} requests to storage."));
    }
}
