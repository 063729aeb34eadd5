using System.Collections.Concurrent;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>A sender whose answers a test chooses; what was offered to it is on record.</summary>
public sealed class RecordingSender : IMessageSender
{
    private readonly ConcurrentQueue<SendOutcome> _answers = new();
    private readonly ConcurrentQueue<OutgoingMessage> _offered = new();

    public IReadOnlyList<OutgoingMessage> Offered => [.. _offered];

    /// <summary>Done with a message between its offer and its answer.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>Answers the next message so; all others are accepted.</summary>
    public void AnswerNext(SendOutcome outcome) => _answers.Enqueue(outcome);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _offered.Enqueue(message);
        await Meanwhile();
        return _answers.TryDequeue(out var answer) ? answer : new SendOutcome.Accepted($"id-{_offered.Count}");
    }
}
