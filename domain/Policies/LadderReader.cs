using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>What says the stage of a pupil.</summary>
internal enum Moves
{
    /// <summary>Neither: what the file says is no word for it.</summary>
    Unknown,

    ByBand,
    ByProcess,
}

/// <summary>What a policy says of its ladder as a whole, without its stages.</summary>
/// <param name="Moves">What says the stage.</param>
/// <param name="Looks">When a case is looked at.</param>
/// <param name="OneFormalStepAtATime">See <see cref="Ladder.ByBand"/>.</param>
/// <param name="Enter">See <see cref="Ladder.ByProcess"/>.</param>
/// <param name="LeaveAbove">See <see cref="Ladder.ByProcess"/>.</param>
/// <param name="AskAgainAfterDays">See <see cref="Policy"/>.</param>
internal sealed record LadderRules(
    Moves Moves, ReviewSchedule Looks, bool OneFormalStepAtATime, Threshold Enter, Percentage LeaveAbove, int AskAgainAfterDays)
{
    /// <summary>The ladder of stages with these edges, from the first one down.</summary>
    public Ladder Over(IReadOnlyList<Threshold> edges) => Moves == Moves.ByProcess
        ? new Ladder.ByProcess(Enter, LeaveAbove, Looks)
        : new Ladder.ByBand(edges, Looks, OneFormalStepAtATime);
}

/// <summary>Reads how pupils move along the stages.</summary>
internal static class LadderReader
{
    private const int AskAgainAfterDays = 28;

    private static readonly Dictionary<string, Moves> AllMoves = new(StringComparer.Ordinal)
    {
        ["byBand"] = Moves.ByBand,
        ["byProcess"] = Moves.ByProcess,
    };

    private static readonly Dictionary<string, ReviewSchedule> Rhythms = new(StringComparer.Ordinal)
    {
        ["nightly"] = ReviewSchedule.Nightly,
        ["weekly"] = ReviewSchedule.Weekly,
        ["endOfHalfTerm"] = ReviewSchedule.EndOfHalfTerm,
    };

    /// <summary>The ladder of a policy that says nothing of it.</summary>
    internal static LadderRules Unstated { get; } = new(Moves.ByBand, ReviewSchedule.Nightly, OneFormalStepAtATime: true, default, default, AskAgainAfterDays);

    internal static LadderRules Read(SettingsSection section)
    {
        var moves = section.Choice<Moves>("moves", AllMoves, fallback: Moves.ByBand);
        var looks = section.Choice<ReviewSchedule>("looks", Rhythms, fallback: ReviewSchedule.Nightly);
        var oneAtATime = section.Flag("oneFormalStepAtATime", fallback: true);
        var askAgain = section.WholeNumber("askAgainAfterDays", 1, 365, fallback: AskAgainAfterDays);
        var (enter, leave) = moves == Moves.ByProcess ? ReadProcess(section, oneAtATime) : default;
        if (moves == Moves.ByBand)
        {
            section.Refuse(
                "belongs to a ladder that moves \"byProcess\"; here each stage has an edge of its own.", "enterAtOrBelow", "enterBelow", "leaveAbove");
        }

        return new(moves, looks, oneAtATime, enter, leave, askAgain);
    }

    private static (Threshold Enter, Percentage LeaveAbove) ReadProcess(SettingsSection section, bool oneAtATime)
    {
        if (!oneAtATime)
        {
            section.AddFault("oneFormalStepAtATime", "a ladder that moves \"byProcess\" always goes one step at a time; leave this out.");
        }

        var (enter, leave) = (section.Threshold("enterAtOrBelow", "enterBelow"), section.Percentage("leaveAbove"));
        CheckExit(section, enter, leave);
        return (enter, leave);
    }

    private static void CheckExit(SettingsSection section, Threshold enter, Percentage leave)
    {
        if (section.IsSound("enterAtOrBelow") && section.IsSound("enterBelow") && section.IsSound("leaveAbove")
            && leave.Hundredths < enter.Percent.Hundredths)
        {
            section.AddFault("leaveAbove", $"is {leave}, but pupils enter {enter}: they would leave at once; do not leave below the rate of entry.");
        }
    }
}
