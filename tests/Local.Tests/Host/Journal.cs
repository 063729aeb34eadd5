using System.Collections.Concurrent;

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>Records the calls of a test's functions, and lets the test control functions that wait.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Completed when a waiting function has started.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed by the test to let waiting functions continue.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Write(string entry) => entries.Enqueue(entry);
}
