using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>The rules of WCAG 2.2 at the levels A and AA, as far as axe checks them.</summary>
internal static class Wcag
{
    public const string Contrast = "color-contrast";

    private static readonly List<string> Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

    /// <summary>What axe finds on a page.</summary>
    public static Task<AxeResult> RunAsync(IPage page) => page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags([.. Tags]) });

    /// <summary>The violations, and what axe cannot decide but for contrast, each as a line.</summary>
    public static IEnumerable<string> FindingsOf(AxeResult found) =>
        found.Violations.Concat(found.Incomplete.Where(rule => rule.Id != Contrast))
            .SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}"));
}
