using System.Globalization;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Tests.Campaign.Naive;
using AttendanceFunctions.Tests.Campaign.Verdicts;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>What came of a campaign beside what came of the naive sender's, as a table.</summary>
internal sealed class CampaignReport
{
    /// <summary>The CSV file's header.</summary>
    public const string Header = "what,product,naive";

    private readonly IReadOnlyList<CampaignOutcome> _parts;
    private readonly List<(string What, string Product, string Naive)> _lines = [];

    /// <param name="parts">The parts of the campaign; their counts are added up.</param>
    /// <param name="naive">The naive sender's.</param>
    public CampaignReport(IReadOnlyList<CampaignOutcome> parts, NaiveOutcome naive)
    {
        _parts = parts;
        AddWhatWasDone(naive);
        Add("messages offered to a provider", part => part.Storm.Offered, naive.Offered);
        Add("messages accepted by a provider", part => part.Storm.Accepted, naive.Accepted + naive.Copies);
        Add("texts accepted more than once", part => part.Storm.Twice.Texts, naive.TextsTwice);
        Add("emails accepted more than once", part => part.Storm.Twice.Emails, naive.EmailsTwice);
        Add("messages lost and not reported", part => part.Storm.Lost, naive.Lost);
        AddVerdict();
        AddWhatSettledIt();
        AddScan();
        Add("findings", part => part.Findings.Count());
    }

    /// <summary>A sentence for each thing that is not as it has to be.</summary>
    public IReadOnlyList<string> Findings => [.. _parts.SelectMany(part => part.Findings)];

    /// <summary>The table as CSV.</summary>
    public string Csv => string.Concat(_lines.Select(line => $"{line.What},{line.Product},{line.Naive}\n").Prepend(Header + "\n"));

    /// <summary>The table for people.</summary>
    public string Text =>
        string.Concat(
            _lines.Select(line => $"{line.What,-56}{line.Product,10}{line.Naive,10}\n").Prepend($"{"",-56}{"product",10}{"naive",10}\n"));

    private void AddWhatWasDone(NaiveOutcome naive)
    {
        Add("seed", part => part.Options.Seed, _parts[0].Options.Seed, seeds => seeds.First());
        Add("parts side by side", _ => 1, 1);
        Add("school nights", part => part.Nights, naive.Nights);
        Add("minutes", part => Minutes(part.Took), Minutes(naive.Took), minutes => minutes.Max());
        Add("workers killed", part => part.Killed, naive.Killed);
        Add("workers ended by a fault of storage", part => part.Fallen, naive.Fallen);
        Add("requests to storage", part => part.StorageRequests, naive.StorageRequests);
        foreach (var fault in _parts.SelectMany(part => part.Faults.Keys).Union(naive.Faults.Keys).Order(StringComparer.Ordinal))
        {
            Add(fault, part => part.Faults.GetValueOrDefault(fault), naive.Faults.GetValueOrDefault(fault));
        }

        Add("messages that the campaign added", part => part.Planted, naive.Messages);
    }

    private void AddVerdict()
    {
        foreach (var state in Enum.GetValues<NudgeState>())
        {
            Add($"rows {state} after the faults", part => part.Storm.States.GetValueOrDefault(state));
        }

        foreach (var cause in Enum.GetValues<Cause>().Where(cause => cause != Cause.None))
        {
            Add($"messages unknown because {cause}", part => part.Storm.Unknown.GetValueOrDefault(cause));
        }

        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            Add($"messages unknown: {kind}", part => part.Storm.UnknownOf.GetValueOrDefault(kind));
        }
    }

    private void AddWhatSettledIt()
    {
        Add("delivery reports put on their queue", part => part.Reported.Messages);
        Add("rows of texts unknown before the reports", part => part.Reported.UnknownBefore);
        Add("of them delivered by the reports", part => part.Reported.Resolved);
        Add("of them left because no provider ever had them", part => part.Reported.Left);
        Add("texts that a person decided about", part => part.Resolution.Texts);
        Add("emails that a person decided about", part => part.Resolution.Emails);
        Add("rows bundled in them", part => part.Resolution.Travellers);
        Add("messages found in the provider's log", part => part.Resolution.Arrived);
        Add("messages sent again and accepted once", part => part.Resolution.Resent);
        Add("rows that could not be sent again because the number is unusable", part => part.Resolution.OutOfReach);
        Add("rows that were not sent again because their content no longer holds", part => part.Resolution.NoLonger);
        Add("rows that were not sent again because other messages took their parent's days", part => part.Resolution.Expired);
        Add("notes to the lead that stay unknown", part => part.Resolution.LeadNotes);
    }

    private void AddScan()
    {
        Add("queue messages scanned", part => part.Scan.QueueMessages);
        Add("log lines and metrics scanned", part => part.Scan.LogLines);
        Add("rows of Failures scanned", part => part.Scan.Failures);
        Add("keys and lease names scanned", part => part.Scan.Names);
        Add("personal data found", part => part.Scan.Leaks.Count);
    }

    private void Add(string what, Func<CampaignOutcome, int> product, int naive) => Add(what, product, naive, counts => counts.Sum());

    private void Add(string what, Func<CampaignOutcome, int> product, int naive, Func<IEnumerable<int>, int> together) =>
        _lines.Add((what, Number(together(_parts.Select(product))), Number(naive)));

    private void Add(string what, Func<CampaignOutcome, int> product) => _lines.Add((what, Number(_parts.Sum(product)), ""));

    private static int Minutes(TimeSpan time) => (int)Math.Round(time.TotalMinutes);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
