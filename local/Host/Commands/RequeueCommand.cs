using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The options of the <c>requeue</c> command.</summary>
/// <param name="Account">The storage account.</param>
/// <param name="Queue">Only failures of this queue; empty for every queue.</param>
/// <param name="Key">Only the failure of this key; empty for every key.</param>
/// <param name="All">Whether to put back every failure; only allowed without queue and key.</param>
public sealed record RequeueRequest(TrustAccount Account, string Queue, string Key, bool All);

/// <summary>The <c>requeue</c> command: puts work that failed permanently back on its queue (docs/failures.md).</summary>
/// <param name="view">Shows progress and results.</param>
/// <param name="errors">Receives error messages.</param>
public sealed class RequeueCommand(INightView view, TextWriter errors)
{
    /// <summary>Puts the requested failures back on their queues.</summary>
    /// <returns>The exit code; a failure if a key was given and no failure with this key is recorded.</returns>
    /// <exception cref="UserErrorException">The options contradict each other, or the account cannot be used.</exception>
    public async Task<int> RunAsync(RequeueRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return await request.Account.UseAsync(
            services => PutBackAsync(request, services.GetRequiredService<FailureRecord>(), cancellationToken));
    }

    private async Task<int> PutBackAsync(RequeueRequest request, FailureRecord record, CancellationToken cancellationToken)
    {
        var failures = (await record.ReadAllAsync(cancellationToken))
            .Where(
                failure => (request.Queue.Length == 0 || failure.Queue == request.Queue)
                    && (request.Key.Length == 0 || failure.Key == request.Key))
            .ToList();
        foreach (var failure in failures)
        {
            var result = await record.PutBackAsync(failure, cancellationToken)
                ? "put back on its queue"
                : "removed from the record; its message was not kept, so it cannot be put back";
            view.Report($"{failure.Queue} {failure.Key}, failed on {English.Day(failure.FailedOn)}: {result}.");
        }

        if (failures.Count == 0 && request.Key.Length > 0)
        {
            await errors.WriteLineAsync(
                $"No failure with the key {request.Key} is recorded. It may have been put back already, or the work has been done since.");
            return CommandLine.Failed;
        }

        view.Report($"{failures.Count} failures were put back or removed from the record.");
        return CommandLine.Done;
    }

    private static void Check(RequeueRequest request)
    {
        request.Account.Check();
        if (request.All == (request.Queue.Length > 0 || request.Key.Length > 0))
        {
            throw new UserErrorException("Give --queue, --key or both to select failures, or --all for every failure.");
        }

        var queues = Queues.All.Where(queue => !queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal)).ToList();
        if (request.Queue.Length > 0 && !queues.Contains(request.Queue))
        {
            throw new UserErrorException($"There is no queue {request.Queue}; the queues are {string.Join(", ", queues)}.");
        }
    }
}
