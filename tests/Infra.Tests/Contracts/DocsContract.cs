using System.Globalization;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>The documents match the deployment: the retention periods, and a runbook section for every alert.</summary>
internal static class DocsContract
{
    /// <summary>Finds retention periods of the storage account that differ from docs/data-protection.md.</summary>
    public static IEnumerable<string> Periods(Provision provision, string page)
    {
        var account = AppContract.AccountOf(provision, "TrustData");
        var rules = provision.OfType($"{StorageContract.Account}/managementPolicies")
            .Single()["properties.policy.rules"]!.AsArray()
            .Select(rule => rule!["definition"]!)
            .ToList();
        foreach (var rule in rules.Where(rule => rule["actions"]!["baseBlob"] is not null))
        {
            var days = rule["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]!.GetValue<int>();
            foreach (var container in rule["filters"]!["prefixMatch"]!.AsArray().Select(prefix => prefix!.ToString().TrimEnd('/')))
            {
                var row = page.Split('\n')
                    .FirstOrDefault(line => line.StartsWith('|') && line.Contains($"`{container}` |", StringComparison.Ordinal)) ?? "";
                if (!row.Contains(string.Create(CultureInfo.InvariantCulture, $"{days:#,0} days"), StringComparison.Ordinal))
                {
                    yield return $"{container} is kept for {days} days, but docs/data-protection.md has another period: {row}";
                }
            }
        }

        foreach (var rule in rules.Where(rule => rule["actions"]!["version"] is not null)
            .Where(
                rule => rule["actions"]!["version"]!["delete"]!["daysAfterCreationGreaterThan"]!
                    .GetValue<int>() != RetentionPeriods.VersionDays))
        {
            yield return $"Replaced versions are not kept for {RetentionPeriods.VersionDays} days: {rule}";
        }

        var blobs = provision.OfType($"{StorageContract.Account}/blobServices").Single(blobs => blobs.Name == $"{account}/default");
        if (blobs["properties.deleteRetentionPolicy.days"]!.GetValue<int>() != RetentionPeriods.UndoDays)
        {
            yield return $"Deleted blobs cannot be restored for {RetentionPeriods.UndoDays} days.";
        }

        var logs = provision.OfType("Microsoft.OperationalInsights/workspaces").Single()["properties.retentionInDays"]!.GetValue<int>();
        if (!page.Split('\n').Any(
            line => line.StartsWith("| logs", StringComparison.Ordinal) && line.Contains($"| {logs} days |", StringComparison.Ordinal)))
        {
            yield return $"Logs are kept for {logs} days, but docs/data-protection.md has another period.";
        }
    }

    /// <summary>Finds alerts without a heading in docs/runbook.md, and headings without an alert.</summary>
    public static IEnumerable<string> Alerts(Provision provision, string runbook)
    {
        string[] types = ["Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts", "Microsoft.Consumption/budgets"];
        var names = types.SelectMany(provision.OfType)
            .Select(alert => alert["properties.displayName"]?.ToString() ?? NameOf(alert.ShortName))
            .ToList();
        var section =
            runbook[runbook.IndexOf("\n## Alerts", StringComparison.Ordinal)..runbook.IndexOf(
                "\n## Rows in Failures", StringComparison.Ordinal)];
        var headings = section.Split('\n')
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('`').Where((_, index) => index % 2 == 1))
            .ToList();
        return names.Except(headings).Select(name => $"docs/runbook.md has no section on the alert {name}.")
            .Concat(headings.Except(names).Select(name => $"docs/runbook.md has a section on {name}, which is not an alert."));
    }

    // The rest of this name depends on the environment.
    private static string NameOf(string name) =>
        name.StartsWith("reports-undelivered", StringComparison.Ordinal) ? "reports-undelivered" : name;
}
