using AttendanceFunctions.Domain.Summaries;
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

    /// <summary>With it, the whole would tell what a smaller group came to.</summary>
    GivesAway,
}

/// <summary>Which parts of a whole show figures. Where the whole is shown, all parts but one would tell that one by subtraction.</summary>
internal static class SmallGroups
{
    /// <summary>What each part shows, in their order.</summary>
    /// <param name="parts">Groups that make up a whole whose figures are shown, each pupil in one of them.</param>
    public static IReadOnlyList<Showing> Of(IReadOnlyList<GroupFigures> parts)
    {
        var showing = parts.Select(part => part.WithSessions == 0 ? Showing.NoSession : part.WithSessions < Headcount.SmallestGroup ? Showing.TooFew : Showing.Shown).ToArray();
        var hidden = parts.Where((_, place) => showing[place] == Showing.TooFew).Sum(part => part.WithSessions);
        foreach (var place in Enumerable.Range(0, parts.Count).Where(place => showing[place] == Showing.Shown).OrderBy(place => parts[place].WithSessions).ToList())
        {
            if (hidden is 0 or >= Headcount.SmallestGroup)
            {
                break;
            }

            showing[place] = Showing.GivesAway;
            hidden += parts[place].WithSessions;
        }

        return showing;
    }

    /// <summary>Why a part shows nothing; empty where it does.</summary>
    public static string Why(Showing showing) => showing switch
    {
        Showing.Shown => "",
        Showing.NoSession => "No possible session",
        Showing.TooFew => RateWords.TooFew,
        Showing.GivesAway => "Not shown, for it would give away a smaller group",
        _ => throw new ArgumentOutOfRangeException(nameof(showing), showing, "Not a way to show a group."),
    };
}
