using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Whether a group's figures may be shown.</summary>
internal enum Showing
{
    Shown,

    /// <summary>Nobody in it had a possible session.</summary>
    NoSession,

    /// <summary>Fewer than five pupils had one (domain 0.12).</summary>
    TooFew,

    /// <summary>With it, the rate of a smaller group could be worked out from the whole.</summary>
    GivesAway,
}

/// <summary>Which parts of a whole show figures. Where the whole is shown, all parts but one would tell that one by subtraction.</summary>
internal static class SmallGroups
{
    /// <summary>What each part shows, in their order.</summary>
    /// <param name="parts">Groups that make up a whole whose figures are shown, each pupil in one of them.</param>
    public static IReadOnlyList<Showing> Of(IReadOnlyList<GroupFigures> parts) => Of([.. parts.Select(part => part.WithSessions)]);

    /// <summary>What each part shows, by the number of its pupils.</summary>
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

    /// <summary>Why a part shows nothing; empty where it does.</summary>
    public static string Why(Showing showing) => showing switch
    {
        Showing.Shown => "",
        Showing.NoSession => "No possible session",
        Showing.TooFew => RateComparison.TooFew,
        Showing.GivesAway => "Not shown, for it would give away a smaller group",
        _ => throw new ArgumentOutOfRangeException(nameof(showing), showing, "Not a way to show a group."),
    };
}
