namespace AttendanceFunctions.Domain.Cases;

/// <summary>One action of an agreement.</summary>
/// <param name="Who">Whose it is, by name or role.</param>
/// <param name="By">The day by which it is done; null if none was agreed.</param>
public sealed record AgreedAction(string What, string Who, DateOnly? By);

/// <summary>What a meeting about a formal step agreed: the contract as data.</summary>
/// <param name="MetOn">The day of the meeting.</param>
/// <param name="Target">The attendance since the step that is aimed at; null if none was set.</param>
/// <param name="ReviewOn">The day on which it is reviewed; null where the policy's time counts.</param>
/// <param name="AgreedBy">Who agreed, by name or role.</param>
/// <param name="By">Who recorded it.</param>
public sealed record Agreement(
    DateOnly MetOn, Percentage? Target, IReadOnlyList<AgreedAction> Actions, DateOnly? ReviewOn, string AgreedBy, Author By)
{
    /// <summary>The most actions of an agreement: what fits its document.</summary>
    public const int MostActions = 6;

    /// <summary>Whether the contract with it was prepared; the night after it was recorded does that.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>Whether these sessions reach the target exactly or are above it; null where there is no target or no session.</summary>
    public bool? IsReached(SessionCount since) =>
        Target is { } target && since.TryGetRate(out var rate) ? !rate.IsBelow(target) : null;

    /// <summary>The agreement in sentences.</summary>
    public override string ToString()
    {
        var actions = Actions.Select(action =>
            $"{action.What} ({action.Who}{(action.By is { } by ? $", by {English.Day(by)}" : "")})");
        return $"Agreed on {English.Day(MetOn)} by {AgreedBy}:"
            + (Target is { } target ? $" attendance of {target} or more since the step;" : "")
            + $" {(Actions.Count > 0 ? string.Join("; ", actions) : "no action")}."
            + (ReviewOn is { } review ? $" Review on {English.Day(review)}." : "");
    }
}

/// <summary>Records what was agreed at a formal step (domain 0.4).</summary>
public static class Agreements
{
    /// <summary>Records what was agreed at the current step; a later one takes the place of it, and both are in the history.</summary>
    /// <param name="today">The day on which it is recorded; any day, also one without school.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    /// <returns>The case after it, and why it was refused; the same agreement again changes nothing.</returns>
    public static (Case After, IReadOnlyList<string> Refusals) Record(
        CaseNight today, Case before, bool isNightDone, Agreement agreement)
    {
        if (before.Agreement is { } known && known.ToString() == agreement.ToString() && known.By.Name == agreement.By.Name)
        {
            return (before, []);
        }

        if (Refusal(today, before, agreement) is { } refusal)
        {
            return (before, [refusal]);
        }

        var progress = new CaseProgress(today, before);
        progress.Agree(today.On(today.Night), agreement with { IsPrepared = false });
        return (progress.Entered(before, isNightDone), []);
    }

    private static string? Refusal(CaseNight today, Case before, Agreement agreement) =>
        before.Step is not { } step || !CaseTransfer.IsUnder(today.Policy, before) || !today.Policy.IsFormal(step.Stage)
            ? "The case is at no formal step, so there is no contract to record. Confirm the step first."
        : agreement.MetOn > today.Night ? "The meeting is in the future; record it when it has taken place."
        : agreement.MetOn < step.On.AddMonths(-1)
            ? $"The meeting is more than a month before the step began on {English.Day(step.On)}; give the day of the meeting."
        : agreement.ReviewOn <= agreement.MetOn ? "The review is not after the meeting; give a later day, or none for the policy's own."
        : agreement.AgreedBy.Length == 0 ? "Nobody agreed: write who did, by name or role."
        : agreement.Target is null && agreement.Actions.Count == 0 ? "Nothing was agreed: give a target, an action, or both."
        : agreement.Actions.Any(action => action.What.Length == 0 || action.Who.Length == 0)
            ? "An action lacks what is done or whose it is; give both, or leave the line empty."
        : null;
}

/// <summary>Prepares the contract once more when what was agreed is known.</summary>
internal static class AgreementRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        if (progress.Current is not { Agreement: { IsPrepared: false } agreement, Step: { } step })
        {
            return;
        }

        var letters = day.Night.Policy.StageAt(step.Stage).Letters.Where(letter => letter.IsContract()).ToList();
        progress.Update(current => current with { Agreement = agreement with { IsPrepared = true } });
        if (letters.Count > 0)
        {
            progress.Add(
                day, CaseEventKind.Prepared, step.Stage, "The contract is prepared with what was agreed; sign it with the family.",
                letters: letters);
        }
    }
}
