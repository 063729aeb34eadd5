using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Summaries;

/// <summary>Rows of one kind and one outcome.</summary>
/// <param name="Rows">Rows of the ledger: one for each pupil and contact.</param>
/// <param name="Messages">The number of messages: a sibling's row that is bundled into another row's message is not counted.</param>
public sealed record NudgeCount(MessageKind Kind, NudgeOutcome Outcome, int Rows, int Messages);

/// <summary>The outcomes of the messages to a school's parents in a school year; two with the same counts are equal.</summary>
public sealed class NudgeCounts : IEquatable<NudgeCounts>
{
    /// <param name="counts">Counts in any order; those of the same kind and outcome are added.</param>
    public NudgeCounts(IEnumerable<NudgeCount> counts) => All =
    [
        .. counts.GroupBy(count => (count.Kind, count.Outcome), (_, same) => same.Aggregate(
                (sum, next) => sum with { Rows = sum.Rows + next.Rows, Messages = sum.Messages + next.Messages }))
            .OrderBy(count => count.Kind).ThenBy(count => count.Outcome),
    ];

    public static NudgeCounts None { get; } = new([]);

    /// <summary>Each kind and outcome with at least one row, in order.</summary>
    public IReadOnlyList<NudgeCount> All { get; }

    /// <summary>Counts a school's ledger of a school year.</summary>
    /// <param name="night">The night on which the ledger is counted, after sending hours.</param>
    public static NudgeCounts Of(IEnumerable<Nudge> ledger, DateOnly night)
    {
        var rows = ledger.ToList();
        var planned = rows.Where(nudge => nudge.Channel != Channel.None).Select(MessageOf).ToHashSet();
        // A row with a temporary reason stays in the ledger beside the row that was planned later; only the latter is counted.
        return new(rows
            .Where(nudge => nudge.Channel != Channel.None || !planned.Contains(MessageOf(nudge)))
            .Select(nudge => new NudgeCount(nudge.Kind, nudge.OutcomeAfter(night), 1, nudge.Lead == nudge.Place ? 1 : 0)));
    }

    /// <summary>Adds the counts of another school.</summary>
    public NudgeCounts And(NudgeCounts other) => new(All.Concat(other.All));

    public NudgeCounts OfKind(MessageKind kind) => new(All.Where(count => count.Kind == kind));

    /// <summary>Rows with one of these outcomes.</summary>
    public int Rows(params NudgeOutcome[] outcomes) => All.Where(count => outcomes.Contains(count.Outcome)).Sum(count => count.Rows);

    /// <summary>Messages with one of these outcomes.</summary>
    public int Messages(params NudgeOutcome[] outcomes) =>
        All.Where(count => outcomes.Contains(count.Outcome)).Sum(count => count.Messages);

    public bool Equals(NudgeCounts? other) => other is not null && All.SequenceEqual(other.All);

    public override bool Equals(object? obj) => Equals(obj as NudgeCounts);

    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);

    public override string ToString() => string.Join("; ", All);

    private static (Upn Upn, MessageKind Kind, string Period) MessageOf(Nudge nudge) => (nudge.Upn, nudge.Kind, nudge.Period);
}
