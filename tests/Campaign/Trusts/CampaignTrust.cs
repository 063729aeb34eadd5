using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.Campaign.Workers;
using Azure.Storage.Blobs;
using IncomingFile = AttendanceFunctions.Local.Host.Files.IncomingFile;

namespace AttendanceFunctions.Tests.Campaign.Trusts;

/// <summary>
/// The small sample trust of a campaign. Under its policy every pupil may get messages, so that there are enough messages for many kills,
/// and many come to a formal stage, so that people have much to decide.
/// </summary>
internal sealed class CampaignTrust
{
    private const string Policy = """
        {
          "id": "campaign", "name": "Fault campaign", "target": 96,
          "top": { "name": "Nobody" },
          "ladder": { "moves": "byBand", "reviewSchedule": "nightly", "oneFormalStepAtATime": true },
          "stages": [
            { "name": "Everybody", "atOrBelow": 100, "nudges": true },
            { "name": "Contract", "atOrBelow": 92, "needsPerson": true, "letters": [ "attendance-contract-1" ],
              "duties": [ { "what": "Meet the parents and sign the contract", "withinSchoolDays": 3 } ],
              "monitoring": { "weeks": 2, "improvement": 2, "minimumSessions": 4 } }
          ],
          "celebration": { "individuals": true },
          "messages": [
            { "kind": "half-term", "below": 97 }, { "kind": "improvement" }, { "kind": "thank-you", "atOrAbove": 95 },
            { "kind": "termly-summary" }, { "kind": "weekly-summary" }
          ]
        }
        """;

    private static readonly (TimeOnly From, TimeOnly To) Sending = (new(8, 0), new(11, 0));

    private readonly InventedTrust _trust;

    private CampaignTrust(InventedTrust trust, DateOnly lastNight)
    {
        _trust = trust;
        Rosters = trust.Schools.Zip(trust.Rosters()).ToDictionary(
            pair => SchoolId.Parse(pair.First.Id),
            pair => RosterReader.Read(pair.Second.Content, lastNight) is Checked<ReadFile<Pupil>>.Valid read
                ? read.Value.Values
                : throw new InvalidOperationException($"{pair.Second.Path} cannot be read."));
    }

    public static CampaignTrust Of(CampaignOptions options)
    {
        // The last night of the autumn term: it determines the roster. Every night of a year gives the same term dates.
        var lastNight = new DateOnly(2025, 12, 19);
        return new(InventedTrust.From(new SampleTrustOptions(options.Seed, options.Schools, options.Pupils, lastNight)), lastNight);
    }

    /// <summary>The year's school days.</summary>
    public IReadOnlyList<DateOnly> Days => _trust.Year.Days;

    /// <summary>The pupils of each school's roster.</summary>
    public IReadOnlyDictionary<SchoolId, IReadOnlyList<Pupil>> Rosters { get; }

    /// <summary>The sending hours of a day, including the timer tick that ends them.</summary>
    public static TimeWindow SendingOn(DateOnly day) => new(London.At(day, Sending.From), London.At(day, Sending.To.AddMinutes(5)));

    /// <summary>
    /// The hours of a night in which work is due: the early morning for registers and summaries, the sending hours of the next school day,
    /// and ten minutes of its afternoon in which bounces are read. Timer ticks outside these hours have no work.
    /// </summary>
    public static IReadOnlyList<TimeWindow> HoursOf(DateOnly night, DateOnly next) =>
    [
        new(London.At(night.AddDays(1), new(2, 30)), London.At(night.AddDays(1), new(6, 0))),
        SendingOn(next),
        new(London.At(next, new(16, 25)), London.At(next, new(16, 35))),
    ];

    /// <summary>The sign-in name of a school's head.</summary>
    public static string HeadOf(SchoolId school) => $"head@{school}.example";

    /// <summary>The sign-in name of a school's attendance lead, who decides formally as well.</summary>
    public static string LeadOf(SchoolId school) => $"lead@{school}.example";

    /// <summary>The sign-in names of everybody at a school: two who decide formally, and two who do not.</summary>
    public static IReadOnlyList<string> PeopleOf(SchoolId school) =>
        [HeadOf(school), LeadOf(school), $"office@{school}.example", $"safeguarding@{school}.example"];

    /// <summary>Uploads the settings, the policy, the list of staff and the rosters.</summary>
    public Task SetUpAsync(BlobServiceClient storage, CancellationToken cancellationToken) => Upload.RunAsync(
        storage,
        _trust.Rosters().Select(FileOf)
            .Append(IncomingFile.Of("settings/policies/campaign.json", Encoding.UTF8.GetBytes(Policy)))
            .Append(IncomingFile.Of("settings/staff.csv", Encoding.UTF8.GetBytes(Staff())))
            .Append(IncomingFile.Of("settings/trust.json", Settings(TrustFile().Content))),
        cancellationToken);

    /// <summary>Uploads the registers of a night.</summary>
    public Task SendRegistersAsync(BlobServiceClient storage, DateOnly night, CancellationToken cancellationToken) =>
        Upload.RunAsync(storage, _trust.RegistersOfNight(night).Select(FileOf), cancellationToken);

    private string Staff() => string.Join(
        '\n',
        Rosters.Keys
            .SelectMany(school => PeopleOf(school).Zip(
                ["Ann Hill,head", "Lee Fox,attendance lead", "Jo Marsh,office", "Di Hay,safeguarding lead"],
                (signInName, nameAndRole) => $"{signInName},{nameAndRole},{school}"))
            .Prepend("SignInName,Name,Role,Schools"));

    private SampleFile TrustFile() => _trust.Settings().Single(file => file.Path == "settings/trust.json");

    private static IncomingFile FileOf(SampleFile file) => IncomingFile.Of(file.Path, file.Content);

    private static byte[] Settings(byte[] sample)
    {
        var settings = JsonNode.Parse(sample)!.AsObject();
        settings["policy"] = "campaign";
        settings["automatic"] = new JsonArray("improvement", "thank-you", "termly-summary", "weekly-summary");
        settings["minimumPossibleSessions"] = 1;
        settings["sending"] = new JsonObject
        {
            ["from"] = Sending.From.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["to"] = Sending.To.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
        foreach (var school in settings["schools"]!.AsArray())
        {
            school!.AsObject().Remove("policy");
        }

        return Encoding.UTF8.GetBytes(settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }
}
