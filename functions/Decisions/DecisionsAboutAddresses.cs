using AttendanceFunctions.Functions.Messages.Contacts;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Records that a number or an address which the roster gives parents of several households is right for all of them; it takes effect at
/// the next release.
/// </summary>
public sealed class DecisionsAboutAddresses(HeldAddresses held)
{
    /// <summary>The decision that clears an address.</summary>
    public const string Clear = "clear";

    /// <summary>The allowed decisions about a held number or address.</summary>
    public static IReadOnlyList<string> ForHeld { get; } = [Clear];

    /// <summary>Records one decision.</summary>
    /// <param name="roster">The school's pupils.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, IEnumerable<Pupil> roster, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!Clear.Equals(decision.Word.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return $"{English.Quote(decision.Word)} cannot be decided about a number or an address: write {English.OneOf(ForHeld)}.";
        }

        var roll = Households.Of(roster.Where(pupil => pupil.OnRoll.Contains(today)));
        if (!OpaqueKey.TryParse(decision.Key, out var key) || !Upn.TryParse(decision.Upn, out var upn)
            || await held.FindAsync(roll, key, cancellationToken) is not { } address || !address.Shared.Concerns(upn))
        {
            return "The roster no longer has this number or address under the same names; look at the newest worklist.";
        }

        await held.ClearAsync(school.Id, address, decision.By, today, cancellationToken);
        return null;
    }
}
