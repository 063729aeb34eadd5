using System.Collections.Concurrent;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>What the functions of a test wrote down, and what the test lets them do.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Done when a function that waits has begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when functions that wait may go on.</summary>
    public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Write(string entry) => entries.Enqueue(entry);
}
