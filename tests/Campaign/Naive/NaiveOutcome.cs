namespace AttendanceFunctions.Tests.Campaign.Naive;

/// <summary>What came of the naive sender's campaign.</summary>
/// <param name="Took">How long it took.</param>
/// <param name="Nights">Nights that were run, the quiet one among them.</param>
/// <param name="Killed">Workers that were killed.</param>
/// <param name="Fallen">Workers that a fault of storage ended.</param>
/// <param name="StorageRequests">Requests to storage.</param>
/// <param name="Faults">How often each fault fell.</param>
/// <param name="Messages">Messages that were to be sent.</param>
/// <param name="Offered">Messages that were offered to a provider.</param>
/// <param name="Accepted">Messages that a provider accepted at least once.</param>
/// <param name="Copies">Further messages that a provider accepted of the same key.</param>
/// <param name="TextsTwice">Texts that the provider accepted more than once.</param>
/// <param name="EmailsTwice">Emails that the provider accepted more than once.</param>
/// <param name="Lost">Messages that no provider accepted or refused, and of which nobody is told.</param>
public sealed record NaiveOutcome(
    TimeSpan Took, int Nights, int Killed, int Fallen, int StorageRequests, IReadOnlyDictionary<string, int> Faults,
    int Messages, int Offered, int Accepted, int Copies, int TextsTwice, int EmailsTwice, int Lost);
