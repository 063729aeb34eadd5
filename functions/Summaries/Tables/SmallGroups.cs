using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Whether a group's figures may be shown.</summary>
internal enum Showing
{
    Shown,

    /// <summary>No pupil of the group had a possible session.</summary>
    NoSession,

    /// <summary>Fewer than five pupils had a possible session (domain 0.12).</summary>
    TooFew,

    /// <summary>Together with the total, it would reveal the rate of a smaller group.</summary>
    GivesAway,
}

/// <summary>Decides which parts of a whole show figures. The hidden parts together, known by subtraction, must not be too few.</summary>
internal static class SmallGroups
{
    /// <summary>Whether each part may be shown, in order.</summary>
    /// <param name="parts">Groups that make up a whole whose figures are shown; each pupil is in exactly one.</param>
    public static IReadOnlyList<Showing> Of(IReadOnlyList<GroupFigures> parts) => Of([.. parts.Select(part => part.WithSessions)]);

    /// <summary>Whether each part may be shown, by its number of pupils.</summary>
    public static IReadOnlyList<Showing> Of(IReadOnlyList<int> pupils)
    {
        var showing = pupils
            .Select(count => count == 0 ? Showing.NoSession : count < Headcount.SmallestGroup ? Showing.TooFew : Showing.Shown)
            .ToArray();
        var hidden = pupils.Where(count => count < Headcount.SmallestGroup).Sum();
        var shown = Enumerable.Range(0, pupils.Count).Where(place => showing[place] == Showing.Shown);
        foreach (var place in shown.OrderBy(place => pupils[place]).ToList())
        {
            if (hidden is 0 or >= Headcount.SmallestGroup)
            {
                break;
            }

            showing[place] = Showing.GivesAway;
            hidden += pupils[place];
        }

        return showing;
    }

    /// <summary>Why a part is not shown; empty if it is.</summary>
    public static string Why(Showing showing) => showing switch
    {
        Showing.Shown => "",
        Showing.NoSession => "No possible session",
        Showing.TooFew => RateComparison.TooFew,
        Showing.GivesAway => "Not shown, for it would give away a smaller group",
        _ => throw new ArgumentOutOfRangeException(nameof(showing), showing, "Not a way to show a group."),
    };
}
