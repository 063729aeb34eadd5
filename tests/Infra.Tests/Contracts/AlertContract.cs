using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>Every alert rests on lines that the app really logs, every poison queue has one, and all of them reach the trust.</summary>
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
            .Select(queue => $"Nothing rings when something is on {queue}.")
            .Concat(rules.SelectMany(rule => QueryFaults(rule.Name, QueryOf(rule), needs)))
            .Concat(
                rules.Where(
                    rule => rule["properties.actions.actionGroups"]!.AsArray() is not [var group]
                        || group!.ToString() != $"{trust.Reference[..^1]}.id>")
                .Select(rule => $"The alert {rule.Name} reaches nobody."))
            .Concat(
                rules.Where(rule => rule["properties.enabled"]?.GetValue<bool>() != true).Select(rule => $"The alert {rule.Name} is off."));
    }

    /// <summary>What a query asks of the logs that no line of the app answers.</summary>
    public static IEnumerable<string> QueryFaults(string name, string query, Needs needs)
    {
        var (asked, lines) = (Conditions(query).ToList(), needs.LogTemplates.SelectMany(template => LinesOf(template, needs)).ToList());
        return asked.Where(condition => !lines.Any(condition.IsMatch))
            .Select(condition => $"{name} waits for a line that nothing logs: {condition}.")
            .Concat(asked.Count == 0 ? [$"{name} looks at no line that is logged."] : []);
    }

    private static string QueryOf(Resource rule) => rule["properties.criteria.allOf"]!.AsArray().Single()!["query"]!.ToString();

    /// <summary>What a query asks of a message, each as an expression that a logged line must match.</summary>
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

    /// <summary>How lines of a template may read.</summary>
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
