using AttendanceFunctions.Functions.Channels;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>A sender whose answers a test chooses; what was offered to it is on record.</summary>
public sealed class RecordingSender : IMessageSender
{
    private readonly Queue<SendOutcome> _answers = new();
    private readonly List<OutgoingMessage> _offered = [];

    public IReadOnlyList<OutgoingMessage> Offered => _offered;

    /// <summary>Answers the next message so; all others are accepted.</summary>
    public void AnswerNext(SendOutcome outcome) => _answers.Enqueue(outcome);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _offered.Add(message);
        return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new SendOutcome.Accepted($"id-{_offered.Count}"));
    }
}
