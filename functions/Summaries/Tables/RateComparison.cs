using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>
/// Compares rates, in words and tone. Exact rates are compared; printed points are those between the printed rates (domain 0.18).
/// </summary>
internal static class RateComparison
{
    /// <summary>Converts a published or agreed percentage to a rate.</summary>
    public static Rate RateOf(Percentage percentage) => Rate.Of(percentage.Hundredths, 10_000);

    /// <summary>"1.2 points below the target of 96%, and at or below 90%".</summary>
    public static string AgainstTarget(Rate rate, Percentage target) =>
        Against(rate, RateOf(target), $"the target of {target}")
            + (rate.IsPersistentAbsence && rate.IsBelow(target) ? ", and at or below 90%" : "");

    /// <summary>Good at or above the target; of concern at or below 90%, the threshold of persistent absence.</summary>
    public static Tone ToneOf(Rate rate, Percentage target) =>
        !rate.IsBelow(target) ? Tone.Good
        : rate.IsPersistentAbsence ? Tone.Concern
        : Tone.Watch;

    /// <summary>"1.2 points below the target", "just above the target", "level with the target".</summary>
    public static string Against(Rate rate, Rate other, string what)
    {
        var points = Math.Abs(new RateGap(rate, other).Points);
        var distance = points == 0 ? "just" : string.Create(CultureInfo.InvariantCulture, $"{points:0.0} points");
        return rate.IsBelow(other) ? $"{distance} below {what}"
            : other.IsBelow(rate) ? $"{distance} above {what}"
            : $"level with {what}";
    }

    /// <summary>"primary schools in England (94.7%)".</summary>
    public static string England(Phase phase, Rate national) => $"{NameOf(phase)} schools in England ({national}%)";

    /// <summary>"primary".</summary>
    public static string NameOf(Phase phase) => phase.ToString().ToLowerInvariant();

    /// <summary>The rate of a tally; an empty cell if there is no possible session.</summary>
    public static Cell Percent(Tally tally) => Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty;

    /// <summary>A share of a whole as a percentage; an empty cell if the whole is 0.</summary>
    public static Cell Share(int part, int whole) => whole > 0 ? Cell.Percent(Rate.Of(part, whole)) : Cell.Empty;

    /// <summary>The difference of two tallies' rates in points; an empty cell if either has no rate.</summary>
    public static Cell Points(Tally tally, Tally other) =>
        Rate.TryOf(tally, out var one) && Rate.TryOf(other, out var two) ? Cell.Number(new RateGap(one, two).Points) : Cell.Empty;
}

/// <summary>Says why figures are not shown.</summary>
internal static class NotShown
{
    /// <summary>A sentence about all groups of fewer than five.</summary>
    public static string AboutSmallGroups =>
        $"A group of fewer than {Headcount.SmallestGroup} pupils is not shown, nor what would tell it.";

    /// <summary>Why a figure is not shown; empty if it is.</summary>
    public static string Why(Showing showing) => showing switch
    {
        Showing.Shown => "",
        Showing.NoSession => "No possible session",
        Showing.TooFew => $"Not shown: fewer than {Headcount.SmallestGroup} pupils",
        Showing.GivesAway => "Not shown, so that a smaller group cannot be worked out",
        _ => throw new ArgumentOutOfRangeException(nameof(showing), showing, "Not a way to show a group."),
    };
}
