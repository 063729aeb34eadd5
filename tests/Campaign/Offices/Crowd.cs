using System.Collections.Concurrent;
using System.Diagnostics;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Tests.Campaign.Trusts;
using AttendanceFunctions.Tests.Campaign.Workers;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>The options of a crowd.</summary>
/// <param name="People">The people who work in the office at the same time, four of each school at most.</param>
/// <param name="Think">The mean time for which somebody reads a page before the next step.</param>
internal sealed record CrowdOptions(int Seed, int Schools, int Pupils, int People, TimeSpan Time, TimeSpan Think);

/// <summary>What came of a crowd.</summary>
/// <param name="Nights">The nights that were worked out meanwhile.</param>
/// <param name="Times">How long each page and form took, in milliseconds, by its name.</param>
/// <param name="Errors">The pages and forms that got no answer or an error.</param>
/// <param name="Office">The check of what people decided.</param>
internal sealed record CrowdOutcome(
    int Nights, IReadOnlyDictionary<string, IReadOnlyList<double>> Times, int Errors, OfficeOutcome Office);

/// <summary>
/// Many people of many schools who work in the office at the same time, while nights run: each opens Today, a child's page, and decides
/// what is open there. No fault is injected.
/// </summary>
internal sealed class Crowd
{
    private const string First = "the first page after a start";
    private const string Today = "Today";
    private const string Child = "a child's page";
    private const string Decision = "a decision";
    private const string Messages = "the messages of a kind";
    private const string Release = "messages released";

    private static readonly TimeOnly Opens = new(7, 45);

    private readonly CrowdOptions _options;
    private readonly CampaignTrust _trust;
    private readonly CampaignEnvironment _environment;
    private readonly WorkerSetup _setup;
    private readonly Action<string> _log;
    private readonly ConcurrentQueue<(string Page, double Milliseconds)> _times = [];
    private readonly ConcurrentQueue<OfficeAct> _acts = [];
    private int _errors;
    private int _night;

    private Crowd(CrowdOptions options, CampaignTrust trust, CampaignEnvironment environment, string storage, Action<string> log) =>
        (_options, _trust, _environment, _setup, _log) =
            (options, trust, environment, environment.Setup with { Storage = storage }, log);

    /// <summary>Runs a crowd.</summary>
    /// <param name="storage">An empty storage account on loopback.</param>
    /// <param name="folder">The folder for the providers' outboxes and the log.</param>
    public static async Task<CrowdOutcome> RunAsync(
        CrowdOptions options, string storage, DirectoryInfo folder, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var noFaults = new CampaignOptions(options.Seed, 0, 0, options.Schools, options.Pupils, new(0, 0, 0, 0, 0));
        var trust = CampaignTrust.Of(noFaults);
        await using var environment = await CampaignEnvironment.StartAsync(
            storage, noFaults, WorkerKind.Product, folder, cancellationToken);
        await using var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(folder.FullName, "workers.log")));
        await trust.SetUpAsync(environment.Blobs, cancellationToken);
        var crowd = new Crowd(options, trust, environment, storage, log.WriteLine);
        await crowd.NightAsync(cancellationToken);
        progress.Report("The first night is worked out.");
        await using var office = await OfficeProcess.StartAsync(crowd._setup, crowd.Morning, log.WriteLine, cancellationToken);
        await crowd.OpenFirstAsync(office.Address);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var people = Task.WhenAll(crowd.People().Select((person, number) =>
            crowd.WorkAsync(office.Address, person.School, person.SignInName, new(options.Seed + number), time.Token)));
        time.CancelAfter(options.Time);
        var nights = 0;
        while (!time.IsCancellationRequested)
        {
            await crowd.NightAsync(cancellationToken);
            nights++;
            await office.SetTimeAsync(crowd.Morning, cancellationToken);
            progress.Report($"Night {nights} is worked out: {crowd._times.Count} pages and forms so far.");
        }

        await people;
        // What was decided after a school's night is carried out by the next one.
        await crowd.NightAsync(cancellationToken);
        return new(
            nights,
            crowd._times.GroupBy(time => time.Page)
                .ToDictionary(page => page.Key, page => (IReadOnlyList<double>)[.. page.Select(time => time.Milliseconds).Order()]),
            crowd._errors,
            await OfficeCheck.RunAsync(
                environment, trust.Rosters.Keys, trust.Days[crowd._night], [.. crowd._acts], cancellationToken));
    }

    private DateTimeOffset Morning => London.At(_trust.Days[_night], Opens);

    private IEnumerable<(SchoolId School, string SignInName)> People() =>
        _trust.Rosters.Keys.SelectMany(school => CampaignTrust.PeopleOf(school).Select(person => (school, person))).Take(_options.People);

    private async Task NightAsync(CancellationToken cancellationToken)
    {
        var (night, next) = (_trust.Days[_night], _trust.Days[_night + 1]);
        await _trust.SendRegistersAsync(_environment.Blobs, night, cancellationToken);
        await using var worker = WorkerProcess.Start(_setup, _log);
        var hours = CampaignTrust.HoursOf(night, next);
        await worker.OrderAsync(new(hours[0].From, hours), cancellationToken);
        if (await worker.EndAsync(cancellationToken) != WorkerEnd.Done)
        {
            throw new InvalidOperationException($"The night of {night:yyyy-MM-dd} failed; see the workers' log.");
        }

        _night++;
    }

    /// <summary>Opens Today in a process that has made no page yet.</summary>
    private async Task OpenFirstAsync(Uri address)
    {
        var (school, signInName) = People().First();
        using var browser = await OfficeBrowser.OpenAsync(address, signInName, CancellationToken.None);
        await MeasureAsync(First, () => browser.ReadFormsAsync(OfficePaths.Today(school), CancellationToken.None));
    }

    private async Task WorkAsync(Uri address, SchoolId school, string signInName, Random random, CancellationToken ended)
    {
        // Nobody presses a button at the same instant as everybody else.
        if (!await ThinkAsync(random, ended))
        {
            return;
        }

        using var browser = await OfficeBrowser.OpenAsync(address, signInName, CancellationToken.None);
        while (await ThinkAsync(random, ended))
        {
            var today = await MeasureAsync(Today, () => browser.ReadFormsAsync(OfficePaths.Today(school), CancellationToken.None));
            if (today?.FirstOrDefault(form => form.Hidden.ContainsKey(DecideFields.Kind)) is { } waiting && random.Next(4) == 0)
            {
                await ReleaseAsync(browser, school, signInName, Enum.Parse<MessageKind>(waiting.Hidden[DecideFields.Kind]));
                continue;
            }

            if (today is null || Choose(today, random) is not { } form || !await ThinkAsync(random, ended))
            {
                continue;
            }

            var child = form.Path[..form.Path.LastIndexOf('/')];
            var forms = await MeasureAsync(Child, () => browser.ReadFormsAsync(child, CancellationToken.None));
            if (forms?.FirstOrDefault(other => other.Row == form.Row) is not { } open || !await ThinkAsync(random, ended))
            {
                continue;
            }

            await DecideAsync(browser, signInName, open, random);
        }
    }

    /// <summary>Looks through the messages of a kind that wait, and releases all of them.</summary>
    private async Task ReleaseAsync(OfficeBrowser browser, SchoolId school, string signInName, MessageKind kind)
    {
        var page = await MeasureAsync(
            Messages, () => browser.ReadFormsAsync(OfficePaths.Messages(school, kind), CancellationToken.None));
        if (page?.FirstOrDefault(form => form.Keep.Count > 0) is not { } form)
        {
            return;
        }

        var sent = await MeasureAsync(
            Release,
            () => SendAsync(browser, signInName, form.Path, [.. form.Hidden, new(DecideFields.Decision, "release")]));
        foreach (var act in CampaignOffice.EachOf(sent, form.Keep, "release"))
        {
            _acts.Enqueue(act);
        }
    }

    private async Task DecideAsync(OfficeBrowser browser, string signInName, OfficeForm form, Random random)
    {
        var words = form.Words.Where(CampaignOffice.Words.Contains).ToList();
        var fields = CampaignOffice.FieldsOf(form.Row, words[random.Next(words.Count)]);
        if (await MeasureAsync(Decision, () => SendAsync(browser, signInName, form.Path, fields)) is { } sent)
        {
            _acts.Enqueue(sent);
        }
    }

    private static async Task<OfficeAct?> SendAsync(
        OfficeBrowser browser, string signInName, string path, List<KeyValuePair<string, string>> fields)
    {
        var (answer, location) = await browser.SendAsync(path, fields, CancellationToken.None);
        return answer is FormAnswer.Done or FormAnswer.Refused ? new(signInName, fields, answer, location, IsRepeated: false) : null;
    }

    private async Task<T?> MeasureAsync<T>(string page, Func<Task<T?>> ask)
        where T : class
    {
        var since = Stopwatch.GetTimestamp();
        var answer = await ask();
        if (answer is null)
        {
            Interlocked.Increment(ref _errors);
        }

        _times.Enqueue((page, Stopwatch.GetElapsedTime(since).TotalMilliseconds));
        return answer;
    }

    private async Task<bool> ThinkAsync(Random random, CancellationToken ended)
    {
        try
        {
            await Task.Delay(_options.Think * (2 * random.NextDouble()), ended);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static OfficeForm? Choose(IReadOnlyList<OfficeForm> forms, Random random)
    {
        var rows = forms.Where(form => form.Row.Length > 0 && form.Words.Any(CampaignOffice.Words.Contains)).ToList();
        return rows.Count == 0 ? null : rows[random.Next(rows.Count)];
    }
}
