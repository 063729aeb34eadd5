using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>What the requeue verb was asked for.</summary>
/// <param name="Account">The storage account.</param>
/// <param name="Queue">Only failures of this queue; empty for every queue.</param>
/// <param name="Key">Only the failure of this key; empty for every key.</param>
/// <param name="All">Every failure, where neither queue nor key is given.</param>
public sealed record RequeueRequest(TrustAccount Account, string Queue, string Key, bool All);

/// <summary>The requeue verb: what failed for good and was mended goes back on its queue (docs/failures.md).</summary>
/// <param name="view">What a person sees.</param>
/// <param name="errors">Where faults are told.</param>
public sealed class RequeueCommand(INightView view, TextWriter errors)
{
    /// <summary>Puts failures back.</summary>
    /// <returns>The exit code: a failure if what was asked for by its key is not there.</returns>
    /// <exception cref="MendableException">The request contradicts itself, or the account cannot be used.</exception>
    public async Task<int> RunAsync(RequeueRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        return await request.Account.UseAsync(
            services => PutBackAsync(request, services.GetRequiredService<FailureRecord>(), cancellationToken));
    }

    private async Task<int> PutBackAsync(RequeueRequest request, FailureRecord record, CancellationToken cancellationToken)
    {
        var asked = (await record.ReadAllAsync(cancellationToken))
            .Where(
                failure => (request.Queue.Length == 0 || failure.Queue == request.Queue)
                    && (request.Key.Length == 0 || failure.Key == request.Key))
            .ToList();
        foreach (var failure in asked)
        {
            var became = await record.PutBackAsync(failure, cancellationToken)
                ? "put back on its queue"
                : "taken off the record; nothing of it was kept to put back";
            view.Report($"{failure.Queue} {failure.Key}, failed on {English.Day(failure.FailedOn)}: {became}.");
        }

        if (asked.Count == 0 && request.Key.Length > 0)
        {
            await errors.WriteLineAsync(
                $"There is no failure {request.Key} on record; it may have been put back, or its work was done since.");
            return CommandLine.Failed;
        }

        view.Report($"{asked.Count} failures were put back or taken off the record.");
        return CommandLine.Done;
    }

    private static void Check(RequeueRequest request)
    {
        request.Account.Check();
        if (request.All == (request.Queue.Length > 0 || request.Key.Length > 0))
        {
            throw new MendableException("Say what: --queue, --key or both for some of what failed, or --all for all of it.");
        }

        var queues = Queues.All.Where(queue => !queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal)).ToList();
        if (request.Queue.Length > 0 && !queues.Contains(request.Queue))
        {
            throw new MendableException($"There is no queue {request.Queue}; the queues are {string.Join(", ", queues)}.");
        }
    }
}
