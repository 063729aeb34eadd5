namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>The outcome of people's decisions about messages that were still unknown after the delivery reports.</summary>
/// <param name="Texts">The number of texts that a person decided about.</param>
/// <param name="Emails">The number of emails to parents that a person decided about.</param>
/// <param name="Bundled">The number of further rows that were bundled in these messages.</param>
/// <param name="Arrived">The number of messages that were found in the provider's log.</param>
/// <param name="Resent">The number of messages that were sent again and accepted once.</param>
/// <param name="Unreachable">
/// The number of rows that were not sent again because the provider had permanently rejected the number or address, or two families share
/// it.
/// </param>
/// <param name="Outdated">The number of rows that were not sent again because they were no longer true, or no longer wanted.</param>
/// <param name="Expired">The number of rows that were not sent again because other messages used all their parent's days.</param>
/// <param name="MorningNotes">The number of notes to the trust lead, which stay unknown.</param>
/// <param name="Findings">One sentence for each violated expectation.</param>
public sealed record Resolution(
    int Texts,
    int Emails,
    int Bundled,
    int Arrived,
    int Resent,
    int Unreachable,
    int Outdated,
    int Expired,
    int MorningNotes,
    IReadOnlyList<string> Findings);
