using System.Globalization;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Tests.Campaign.Naive;
using AttendanceFunctions.Tests.Campaign.Verdicts;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>A table that compares the outcome of the product with the outcome of the naive sender.</summary>
internal sealed class CampaignReport
{
    /// <summary>The CSV file's header.</summary>
    public const string Header = "what,product,naive";

    private readonly IReadOnlyList<CampaignOutcome> _parts;
    private readonly List<(string What, string Product, string Naive)> _lines = [];

    /// <param name="parts">The outcomes of the campaign's parts; their counts are added.</param>
    /// <param name="naive">The outcome of the naive sender.</param>
    public CampaignReport(IReadOnlyList<CampaignOutcome> parts, NaiveOutcome naive)
    {
        _parts = parts;
        AddActivity(naive);
        Add("messages offered to a provider", part => part.FaultPhase.Offered, naive.Offered);
        Add("messages accepted by a provider", part => part.FaultPhase.Accepted, naive.Accepted + naive.Copies);
        Add("texts accepted more than once", part => part.FaultPhase.Twice.Texts, naive.TextsTwice);
        Add("emails accepted more than once", part => part.FaultPhase.Twice.Emails, naive.EmailsTwice);
        Add("messages lost silently", part => part.FaultPhase.Lost, naive.Lost);
        AddVerdict();
        AddSettlement();
        AddOffice();
        AddScan();
        Add("findings", part => part.Findings.Count());
    }

    /// <summary>One sentence for each violated expectation.</summary>
    public IReadOnlyList<string> Findings => [.. _parts.SelectMany(part => part.Findings)];

    /// <summary>The table as CSV.</summary>
    public string Csv => string.Concat(_lines.Select(line => $"{line.What},{line.Product},{line.Naive}\n").Prepend(Header + "\n"));

    /// <summary>The table as text for the console.</summary>
    public string Text =>
        string.Concat(
            _lines.Select(line => $"{line.What,-56}{line.Product,10}{line.Naive,10}\n").Prepend($"{"",-56}{"product",10}{"naive",10}\n"));

    private void AddActivity(NaiveOutcome naive)
    {
        Add("seed", part => part.Options.Seed, _parts[0].Options.Seed, seeds => seeds.First());
        Add("parallel parts", _ => 1, 1);
        Add("school nights", part => part.Nights, naive.Nights);
        Add("minutes", part => Minutes(part.Took), Minutes(naive.Took), minutes => minutes.Max());
        Add("workers killed", part => part.Killed, naive.Killed);
        Add("workers crashed by a storage fault", part => part.Crashed, naive.Crashed);
        Add("storage requests", part => part.StorageRequests, naive.StorageRequests);
        foreach (var fault in _parts.SelectMany(part => part.Faults.Keys).Union(naive.Faults.Keys).Order(StringComparer.Ordinal))
        {
            Add(fault, part => part.Faults.GetValueOrDefault(fault), naive.Faults.GetValueOrDefault(fault));
        }

        Add("messages added by the campaign", part => part.Added, naive.Messages);
    }

    private void AddVerdict()
    {
        foreach (var state in Enum.GetValues<NudgeState>())
        {
            Add($"rows {state} after the fault phase", part => part.FaultPhase.States.GetValueOrDefault(state));
        }

        foreach (var cause in Enum.GetValues<Cause>().Where(cause => cause != Cause.None))
        {
            Add($"messages unknown because {cause}", part => part.FaultPhase.Unknown.GetValueOrDefault(cause));
        }

        foreach (var kind in Enum.GetValues<UnknownMessageKind>())
        {
            Add($"messages unknown: {kind}", part => part.FaultPhase.UnknownOf.GetValueOrDefault(kind));
        }
    }

    private void AddSettlement()
    {
        Add("delivery reports put on their queue", part => part.Reported.Messages);
        Add("rows of texts unknown before the reports", part => part.Reported.UnknownBefore);
        Add("of these: delivered according to a report", part => part.Reported.Resolved);
        Add("of these: still unknown because no provider received them", part => part.Reported.Left);
        Add("texts decided by a person", part => part.Resolution.Texts);
        Add("emails decided by a person", part => part.Resolution.Emails);
        Add("rows bundled in these messages", part => part.Resolution.Bundled);
        Add("messages found in the provider's log", part => part.Resolution.Arrived);
        Add("messages sent again and accepted once", part => part.Resolution.Resent);
        Add("rows not sent again: no usable address", part => part.Resolution.Unreachable);
        Add("rows not sent again: no longer true", part => part.Resolution.Outdated);
        Add("rows not sent again: parent's days used by other messages", part => part.Resolution.Expired);
        Add("notes to the lead that remain unknown", part => part.Resolution.MorningNotes);
    }

    private void AddOffice()
    {
        Add("what people did in the office", part => part.Office.Acts);
        Add("of these: refused with a reason", part => part.Office.Refused);
        Add("office processes killed in the middle of a form", part => part.Office.Killed);
        Add("decisions about cases that count", part => part.Office.Cases);
        Add("decisions about messages that count", part => part.Office.Messages);
        Add("entries in logs", part => part.Office.Entries);
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
