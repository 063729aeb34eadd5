namespace AttendanceFunctions.Tests.Campaign.Naive;

/// <summary>The outcome of the naive sender's campaign.</summary>
/// <param name="Took">The duration in real time.</param>
/// <param name="Nights">The number of nights that were run, including the fault-free night.</param>
/// <param name="Killed">The number of workers that were killed.</param>
/// <param name="Crashed">The number of workers that ended with an error after a storage fault.</param>
/// <param name="StorageRequests">The number of requests to storage.</param>
/// <param name="Faults">The number of times that each fault was injected.</param>
/// <param name="Messages">The number of messages to send.</param>
/// <param name="Offered">Messages that were offered to a provider.</param>
/// <param name="Accepted">Messages that a provider accepted at least once.</param>
/// <param name="Copies">Duplicates: further messages that a provider accepted with the same key.</param>
/// <param name="TextsTwice">Texts that the provider accepted more than once.</param>
/// <param name="EmailsTwice">Emails that the provider accepted more than once.</param>
/// <param name="Lost">Messages that no provider accepted or rejected, without any report to a person.</param>
public sealed record NaiveOutcome(
    TimeSpan Took, int Nights, int Killed, int Crashed, int StorageRequests, IReadOnlyDictionary<string, int> Faults,
    int Messages, int Offered, int Accepted, int Copies, int TextsTwice, int EmailsTwice, int Lost);
