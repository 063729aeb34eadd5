using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>Reports to the trust lead whether nudges helped in the past term, in words and a small table.</summary>
public sealed record HoldOutReport(string Headline, string Text)
{
    private const int LineWidth = 100;

    /// <summary>The report on a term's last night; null on other nights, and if no policy has a hold-out.</summary>
    /// <param name="done">The schools whose night is done.</param>
    public static HoldOutReport? Of(Trust trust, DateOnly night, IReadOnlyCollection<SchoolNight> done)
    {
        // A school that closes a day earlier than the others has its totals a night earlier; the trust's term ends with its last school.
        var isOver = trust.Schools.All(school => HoldOutSums.EndedTerm(school.Calendar, night) is not null);
        var policies = PoliciesOf(trust, done);
        return isOver && policies.Count > 0 ? Make(trust, done, policies) : null;
    }

    private static List<(Policy Policy, HoldOutSums Sums)> PoliciesOf(Trust trust, IReadOnlyCollection<SchoolNight> done)
    {
        var schools = trust.Schools.ToDictionary(school => school.Id);
        return
        [
            .. done.Where(row => row.HoldOut is not null && schools.ContainsKey(row.School))
                .GroupBy(row => schools[row.School].Policy.Id, StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal)
                .Select(rows => (schools[rows.First().School].Policy, Sum(rows.Select(row => row.HoldOut!)))),
        ];
    }

    private static HoldOutSums Sum(IEnumerable<HoldOutSums> sums) => sums.Aggregate((sum, next) => sum.And(next));

    private static HoldOutReport Make(Trust trust, IReadOnlyCollection<SchoolNight> done, List<(Policy Policy, HoldOutSums Sums)> policies)
    {
        var compared = policies.ConvertAll(policy => (policy.Policy.Name, Comparison: HoldOutComparison.Of(policy.Sums)));
        var together = HoldOutComparison.Of(Sum(policies.Select(policy => policy.Sums)));
        // If policies hold out different shares, the hold-out is not a sample of all pupils: a policy with low attendance could have more
        // weight in it than among the nudged pupils.
        var haveOneShare = policies.Select(policy => policy.Policy.HoldOutPercent).Distinct().Count() == 1;
        if (haveOneShare && policies.Count > 1)
        {
            compared.Insert(0, ("All of these schools", together));
        }

        var headline = haveOneShare ? HoldOutDescription.Headline(together) : "Each policy is compared on its own.";
        IEnumerable<string> paragraphs =
        [
            $"Do nudges help? {headline}",
            $"{trust.Name}, term from {English.Day(together.Sums.From)} to {English.Day(together.Sums.To)}",
            .. Remarks(trust, done, policies, haveOneShare),
            .. compared.SelectMany(group => HoldOutDescription.Of(group.Comparison).Prepend(group.Name)),
        ];
        return new(headline, string.Join("\r\n\r\n", [.. paragraphs.Select(Wrapped), Table(compared)]) + "\r\n");
    }

    private static IEnumerable<string> Remarks(
        Trust trust, IReadOnlyCollection<SchoolNight> done, List<(Policy Policy, HoldOutSums Sums)> policies, bool haveOneShare)
    {
        if (done.Count < trust.Schools.Count)
        {
            yield return $"{done.Count} of {trust.Schools.Count} schools are worked out so far. This is made again when the others are.";
        }

        var others = trust.Schools.Select(school => school.Policy).DistinctBy(policy => policy.Id)
            .Where(policy => policy.HoldOutPercent == 0 && policies.TrueForAll(counted => counted.Policy.Id != policy.Id)).ToList();
        if (others.Count > 0)
        {
            var names = string.Join(", ", others.Select(policy => policy.Name));
            yield return $"Schools that leave nobody out are not in it: those of {names}.";
        }

        if (!haveOneShare)
        {
            yield return "These policies leave out different shares of their pupils, so their pupils cannot be put together: "
                + "each policy stands on its own.";
        }
    }

    private static string Table(List<(string Name, HoldOutComparison Comparison)> compared)
    {
        var rows = compared.Select(group => RowOf(group.Name, group.Comparison))
            .Prepend(["", "To be nudged", "attended", "Left out", "attended", "Points", "True points between"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return string.Join("\r\n", rows.Select(row => string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd()));
    }

    private static string[] RowOf(string name, HoldOutComparison comparison)
    {
        var (nudged, heldOut) = (English.Number(comparison.Sums.Nudged.Pupils), English.Number(comparison.Sums.HeldOut.Pupils));
        return comparison is HoldOutComparison.Measured measured
            ?
            [
                name, nudged, $"{measured.Nudged}%", heldOut, $"{measured.HeldOut}%", HoldOutDescription.Points(measured.Points),
                $"{HoldOutDescription.Points(measured.Interval.Low)} and {HoldOutDescription.Points(measured.Interval.High)}",
            ]
            : [name, nudged, "", heldOut, "", "too few", ""];
    }

    private static string Wrapped(string paragraph)
    {
        var lines = new List<string> { "" };
        foreach (var word in paragraph.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > LineWidth)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return string.Join("\r\n", lines);
    }
}
