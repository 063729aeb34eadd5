using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Trusts;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>
/// The people who work in the office of a campaign's trust while its nights run: they decide, two of them about the same row at times, and
/// write into the log. Storage fails under the office, and its process is killed in the middle of a form; then people send the form again.
/// </summary>
internal sealed class CampaignOffice : IAsyncDisposable
{
    /// <summary>The most rows that are decided at a school on a morning, one by one.</summary>
    private const int MostRows = 4;

    /// <summary>The most steps of storage requests of a form before the process is killed: a form has about twenty requests.</summary>
    private const int MostSteps = 40;

    /// <summary>How often a form is sent or a page is opened before the campaign gives up.</summary>
    private const int MostAttempts = 40;

    private static readonly TimeOnly Opens = new(7, 45);

    /// <summary>The decisions whose traces the campaign can check.</summary>
    public static IReadOnlySet<string> Words { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "release", "withhold", "arrived", "resend", "confirm", "decline", "extend", "escalate", "close", "done",
    };

    private readonly CampaignEnvironment _environment;
    private readonly CampaignTrust _trust;
    private readonly OfficeRequests _requests;
    private readonly RandomStorageFaults _faults;
    private readonly FaultProxy _proxy;
    private readonly Action<string> _log;
    private readonly Random _random;
    private readonly List<OfficeAct> _acts = [];
    private readonly Dictionary<string, OfficeBrowser> _browsers = new(StringComparer.Ordinal);
    private OfficeProcess? _process;
    private DateTimeOffset _at;
    private int _entries;

    private CampaignOffice(
        CampaignEnvironment environment, CampaignTrust trust, int seed, OfficeRequests requests, RandomStorageFaults faults,
        FaultProxy proxy, Action<string> log)
    {
        (_environment, _trust, _requests, _faults, _proxy, _log) = (environment, trust, requests, faults, proxy, log);
        _random = new(seed);
    }

    /// <summary>What people did, in order.</summary>
    public IReadOnlyList<OfficeAct> Acts => _acts;

    /// <summary>How many processes were killed in the middle of a form.</summary>
    public int Killed { get; private set; }

    /// <summary>Prepares the office; its process starts when it is first needed.</summary>
    public static async Task<CampaignOffice> StartAsync(
        CampaignEnvironment environment, CampaignTrust trust, CampaignOptions options, string storage, Action<string> log,
        CancellationToken cancellationToken)
    {
        var (requests, faults) = (new OfficeRequests(), new RandomStorageFaults(options.Seed + 2, options.Rates));
        return new(
            environment, trust, options.Seed, requests, faults,
            await FaultProxy.StartAsync(storage, faults, requests, cancellationToken), log);
    }

    /// <summary>Pauses or resumes the faults of the office's storage.</summary>
    public void PauseFaults(bool paused) => _faults.PauseFaults(paused);

    /// <summary>Works through a morning at each school.</summary>
    /// <param name="kills">How many processes are killed at most.</param>
    public async Task MorningAsync(DateOnly day, int kills, CancellationToken cancellationToken)
    {
        await OpenAsync(London.At(day, Opens), cancellationToken);
        foreach (var school in _trust.Rosters.Keys)
        {
            var (head, lead) = (CampaignTrust.HeadOf(school), CampaignTrust.LeadOf(school));
            var today = await ReadFormsAsync(head, OfficePaths.Today(school), cancellationToken);
            var rows = today.Where(form => form.Row.Length > 0 && form.Words.Any(Words.Contains)).ToArray();
            _random.Shuffle(rows);
            foreach (var form in rows.Take(MostRows))
            {
                kills -= await DecideAsync(head, lead, form, kills > 0, cancellationToken);
            }

            if (today.FirstOrDefault(form => form.Hidden.ContainsKey(DecideFields.Kind)) is { } waiting)
            {
                // The page of the kind has each message, which Today has not where there are many.
                var kind = Enum.Parse<MessageKind>(waiting.Hidden[DecideFields.Kind]);
                var forms = await ReadFormsAsync(lead, OfficePaths.Messages(school, kind), cancellationToken);
                kills -= await DecideAllButOneAsync(lead, forms.Single(form => form.Keep.Count > 0), kills > 0, cancellationToken);
            }

            kills -= await WriteIntoLogAsync(school, lead, day, kills > 0, cancellationToken);
        }
    }

    /// <summary>Decides about messages whose outcome is unknown, without faults.</summary>
    public async Task DecideAsync(
        DateOnly day, IEnumerable<(Nudge Row, string Decision)> decisions, CancellationToken cancellationToken)
    {
        await OpenAsync(London.At(day, Opens), cancellationToken);
        foreach (var (row, decision) in decisions)
        {
            var (school, person) = (row.Place.School, CampaignTrust.HeadOf(row.Place.School));
            await SendAsync(
                person, OfficePaths.Decisions(school, await KeyOfAsync(school, row.Upn, cancellationToken)),
                FieldsOf(row.Place.Key.ToString(), decision), mayKill: false, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _proxy.DisposeAsync();
    }

    /// <summary>The fields of a decision about a row.</summary>
    public static List<KeyValuePair<string, string>> FieldsOf(string row, string word) =>
    [
        new(DecideFields.Row, row), new(DecideFields.Decision, word),
        new(DecideFields.Note, "We spoke about it at school."), new(DecideFields.Back, DecideFields.Today),
    ];

    /// <summary>
    /// What was done to several messages together, as if each had been decided by itself; nothing where the office could not decide about
    /// each of them.
    /// </summary>
    public static IEnumerable<OfficeAct> EachOf(OfficeAct? sent, IReadOnlyCollection<string> keys, string word) =>
        sent is { IsRepeated: false }
        && sent.Location.Contains($"{OfficePaths.CountQuery}={keys.Count}&", StringComparison.Ordinal)
            ? keys.Select(key => sent with { Fields = FieldsOf(key, word) })
            : [];

    private async Task<int> DecideAsync(
        string person, string other, OfficeForm form, bool mayKill, CancellationToken cancellationToken)
    {
        var words = form.Words.Where(Words.Contains).ToArray();
        var (first, second) = (words[_random.Next(words.Length)], words[_random.Next(words.Length)]);
        var isShared = !mayKill && _random.Next(3) == 0;
        await BrowserOfAsync(other, cancellationToken);
        // Two people who have the same page open decide about the same row at the same time.
        var others = isShared
            ? SendAsync(other, form.Path, FieldsOf(form.Row, second), mayKill: false, cancellationToken)
            : Task.FromResult(0);
        var killed = await SendAsync(person, form.Path, FieldsOf(form.Row, first), mayKill, cancellationToken);
        return killed + await others;
    }

    private async Task<int> DecideAllButOneAsync(
        string person, OfficeForm form, bool mayKill, CancellationToken cancellationToken)
    {
        var kept = form.Keep[_random.Next(form.Keep.Count)];
        var word = _random.Next(4) == 0 ? "withhold" : "release";
        var killed = await SendAsync(
            person, form.Path, [.. form.Hidden, new(DecideFields.Decision, word), new(DecideFields.Keep, kept)], mayKill,
            cancellationToken);
        _acts.AddRange(EachOf(_acts[^1], [.. form.Keep.Where(key => key != kept)], word));
        return killed;
    }

    private async Task<int> WriteIntoLogAsync(
        SchoolId school, string person, DateOnly day, bool mayKill, CancellationToken cancellationToken)
    {
        var pupils = _trust.Rosters[school].Where(pupil => pupil.OnRoll.Contains(day)).ToList();
        var path = OfficePaths.Log(school, await KeyOfAsync(school, pupils[_random.Next(pupils.Count)].Upn, cancellationToken));
        _entries++;
        return await SendAsync(
            person, path,
            [
                new(EntryFields.Kind, EntryKinds.OfAll[0]), new(EntryFields.On, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new(EntryFields.Text, string.Create(CultureInfo.InvariantCulture, $"The parent called back, entry {_entries}.")),
            ],
            mayKill, cancellationToken);
    }

    /// <summary>Sends a form until it is answered; whoever gets no answer, or a page that could not be made, sends it again.</summary>
    /// <returns>How many processes were killed meanwhile: 0 or 1.</returns>
    private async Task<int> SendAsync(
        string person, string path, List<KeyValuePair<string, string>> fields, bool mayKill,
        CancellationToken cancellationToken)
    {
        var (killed, isRepeated) = (0, false);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var process = _process!;
            if (mayKill && killed == 0 && _random.Next(2) == 0)
            {
                _requests.Arm(_random.Next(1, MostSteps), process.Kill);
            }

            var (answer, location) =
                await (await BrowserOfAsync(person, cancellationToken)).SendAsync(path, fields, cancellationToken);
            _requests.Disarm();
            if (answer is FormAnswer.Done or FormAnswer.Refused)
            {
                lock (_acts)
                {
                    _acts.Add(new(person, fields, answer, location, isRepeated));
                }

                return killed;
            }

            isRepeated = true;
            if (answer == FormAnswer.Lost)
            {
                killed = 1;
                Killed++;
                await ReopenAsync(cancellationToken);
            }
        }

        throw new InvalidOperationException($"The office gave no answer to a form in {MostAttempts} attempts; see the workers' log.");
    }

    private async Task<IReadOnlyList<OfficeForm>> ReadFormsAsync(string person, string path, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await (await BrowserOfAsync(person, cancellationToken)).ReadFormsAsync(path, cancellationToken) is { } forms)
            {
                return forms;
            }
        }

        throw new InvalidOperationException($"The office did not show a page in {MostAttempts} attempts; see the workers' log.");
    }

    private async Task<OpaqueKey> KeyOfAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        (await new ChildKeys(new(_environment.Storage), new(_environment.Storage)).OfAsync(school, cancellationToken))(upn);

    private async Task<OfficeBrowser> BrowserOfAsync(string person, CancellationToken cancellationToken)
    {
        if (!_browsers.TryGetValue(person, out var browser))
        {
            _browsers[person] = browser = await OfficeBrowser.OpenAsync(_process!.Address, person, cancellationToken);
        }

        return browser;
    }

    private async Task OpenAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        _at = at;
        if (_process is null)
        {
            await ReopenAsync(cancellationToken);
        }
        else
        {
            await _process.SetTimeAsync(at, cancellationToken);
        }
    }

    private async Task ReopenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync();
        _process = await OfficeProcess.StartAsync(
            _environment.Setup with { Storage = _proxy.ConnectionString }, _at, _log, cancellationToken);
    }

    private async Task CloseAsync()
    {
        foreach (var browser in _browsers.Values)
        {
            browser.Dispose();
        }

        _browsers.Clear();
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }
    }
}

/// <summary>What somebody did in the office.</summary>
/// <param name="Person">The person's sign-in name.</param>
/// <param name="Fields">The fields of the form.</param>
/// <param name="Answer">What the office said in the end: done or refused.</param>
/// <param name="Location">The address to which the office led back; empty if it refused.</param>
/// <param name="IsRepeated">Whether it had been sent before without an answer.</param>
internal sealed record OfficeAct(
    string Person, IReadOnlyList<KeyValuePair<string, string>> Fields, FormAnswer Answer, string Location, bool IsRepeated)
{
    /// <summary>The value of a field; empty if the form does not have it.</summary>
    public string this[string name] => Fields.FirstOrDefault(field => field.Key == name).Value ?? "";
}
