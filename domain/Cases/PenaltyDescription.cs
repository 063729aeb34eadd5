using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Sentences that explain a penalty matter to school staff.</summary>
public static class PenaltyDescription
{
    /// <summary>How an event begins that carried out a decision of a penalty matter: <c>Notice issued:</c>.</summary>
    internal static string Opening(DecisionChoice choice) => $"{English.Capital(choice.InWords())}:";

    /// <summary>Where an open matter stands, in a sentence.</summary>
    public static string Of(PenaltyMatter matter) => matter.State switch
    {
        PenaltyState.ThresholdMet => CaseDescription.Sentence(StatutoryDescription.PenaltyDuty),
        PenaltyState.SupportFirst support =>
            $"Penalty matter: support first, since {English.Day(support.Considered.On)}.",
        PenaltyState.Improving { Proposed: null } improving =>
            $"Notice to Improve from {English.Day(improving.From)} to {English.Day(improving.Until)}: {Missed(improving)} so far.",
        PenaltyState.Improving improving =>
            $"The Notice to Improve ended on {English.Day(improving.Until)}: {Missed(improving)}. "
                + $"Proposed: {improving.Proposed?.InWords()}.",
        PenaltyState.Notice => "Penalty notice: to be requested of each parent alone, in rows of their own.",
        _ => throw new ArgumentOutOfRangeException(nameof(matter), matter.State, "Not a state."),
    };

    /// <summary>The unauthorised sessions of an improvement period, and whether they may still change.</summary>
    internal static string Missed(PenaltyState.Improving improving) =>
        (improving.Missed == 0 ? "no unauthorised session" : English.Count(improving.Missed, "unauthorised session"))
        + (improving.Unsettled == 0 ? "" : $" ({English.Number(improving.Unsettled)} of them N, whose reason is not established yet)");

    /// <summary>That marks were corrected of which a request or a notice was made.</summary>
    /// <param name="about">The request or notice, as the subject of the sentence.</param>
    /// <param name="still">How many of its sessions are still unauthorised.</param>
    internal static string Corrected(string about, int still, int sessions) =>
        $"Marks were corrected on which {about} rests: {still} of its {sessions} sessions are still unauthorised"
        + (still < PenaltySearch.Sessions
            ? $", fewer than {PenaltySearch.Sessions}: tell the local authority, which decides whether there is a notice."
            : ".");
}
