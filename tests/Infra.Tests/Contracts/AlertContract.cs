using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>Every alert matches log messages of the app, every poison queue has an alert, and all alerts notify the trust.</summary>
internal static partial class AlertContract
{
    public static IEnumerable<string> Faults(Provision provision, Needs needs)
    {
        var rules = provision.OfType("Microsoft.Insights/scheduledQueryRules").ToList();
        var poisons = needs.Queues.Where(queue => queue.EndsWith(Needs.PoisonSuffix, StringComparison.Ordinal));
        var trust = provision.OfType("Microsoft.Insights/actionGroups").Single();
        return poisons.Where(
            queue => !rules.Any(
                rule => QueryOf(rule).Contains($"\"Work from {queue[..^Needs.PoisonSuffix.Length]} failed", StringComparison.Ordinal)))
            .Select(queue => $"The queue {queue} has no alert.")
            .Concat(rules.SelectMany(rule => QueryFaults(rule.Name, QueryOf(rule), needs)))
            .Concat(
                rules.Where(
                    rule => rule["properties.actions.actionGroups"]!.AsArray() is not [var group]
                        || group!.ToString() != $"{trust.Reference[..^1]}.id>")
                .Select(rule => $"The alert {rule.Name} has no action group."))
            .Concat(
                rules.Where(rule => rule["properties.enabled"]?.GetValue<bool>() != true)
                    .Select(rule => $"The alert {rule.Name} is disabled."));
    }

    /// <summary>Finds the conditions of a query that match no log message of the app.</summary>
    public static IEnumerable<string> QueryFaults(string name, string query, Needs needs)
    {
        var (asked, lines) = (Conditions(query).ToList(), needs.LogTemplates.SelectMany(template => LinesOf(template, needs)).ToList());
        return asked.Where(condition => !lines.Any(condition.IsMatch))
            .Select(condition => $"{name} has a condition that matches no log message: {condition}.")
            .Concat(asked.Count == 0 ? [$"{name} has no condition on a log message."] : []);
    }

    private static string QueryOf(Resource rule) => rule["properties.criteria.allOf"]!.AsArray().Single()!["query"]!.ToString();

    /// <summary>The conditions of a query on log messages, as regular expressions.</summary>
    private static IEnumerable<Regex> Conditions(string query) =>
        Asked()
            .Matches(query)
            .Select(asked => new Regex((asked.Groups[1].Value == "startswith" ? "^" : "") + Regex.Escape(asked.Groups[2].Value)))
            .Concat(
                Parsed()
                    .Matches(query)
                    .Select(
                        parsed => new Regex(
                            "^"
                                + string.Join(".+", Literal().Matches(parsed.Value).Select(part => Regex.Escape(part.Groups[1].Value)))
                                + "$")));

    /// <summary>A regular expression for the log messages of a template.</summary>
    private static IEnumerable<string> LinesOf(string template, Needs needs) => template.Contains("{Queue}", StringComparison.Ordinal)
        ? needs.Queues.Select(queue => Placeholder().Replace(template.Replace("{Queue}", queue, StringComparison.Ordinal), "1"))
        : [Placeholder().Replace(template, "1")];

    [GeneratedRegex("Message (startswith|has|contains) \"([^\"]*)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("parse Message with .*")]
    private static partial Regex Parsed();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
