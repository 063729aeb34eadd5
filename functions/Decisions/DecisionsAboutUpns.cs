namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Records what a person said of a former pupil, whom the roster no longer has, when another school of the trust has the UPN too. While the
/// roster has the pupil, the roster itself says it, with a leaving date.
/// </summary>
public sealed class DecisionsAboutUpns(PupilTable pupils, SharedUpnTable shared)
{
    /// <summary>The child left, and may go on at the other school.</summary>
    public const string Left = "left";

    /// <summary>The number was never this child's, or there was no such child here: nothing is kept that identifies a child.</summary>
    public const string NotOurs = "not ours";

    /// <summary>The allowed decisions.</summary>
    public static IReadOnlyList<string> Allowed { get; } = [Left, NotOurs];

    /// <summary>Records one decision.</summary>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    /// <exception cref="Azure.RequestFailedException">412: a night wrote the pupil's row meanwhile; repeat.</exception>
    public async Task<string?> RecordAsync(SchoolId school, WorklistDecision decision, CancellationToken cancellationToken)
    {
        var word = Allowed.FirstOrDefault(allowed => allowed.Equals(decision.Word.Trim(), StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            return $"{English.Quote(decision.Word)} cannot be decided about a UPN: write {English.OneOf(Allowed)}.";
        }

        if (!Upn.TryParse(decision.Upn, out var upn)
            || !(await shared.ReadAsync(school, cancellationToken)).Any(found => found.Upn == upn && found.Key == decision.Key))
        {
            return "The key belongs to no UPN that another school has too; copy the row from the newest worklist.";
        }

        var entry = await pupils.FindEntryAsync(school, upn, cancellationToken);
        if (entry is { MissingSince: null })
        {
            return "The pupil is on your roster: correct the UPN or enter the leaving date there.";
        }

        await pupils.ChangeAsync(school, upn, former => word == Left ? former with { LetGoBy = decision.By } : null, cancellationToken);
        return null;
    }
}
