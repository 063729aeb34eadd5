using AttendanceFunctions.Functions.Failures;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;
using Azure.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>What the requeue verb was asked for.</summary>
/// <param name="Storage">A storage account's connection string; empty where <paramref name="Account"/> names one.</param>
/// <param name="Account">The name of a storage account in Azure, which is used as whoever is signed in.</param>
/// <param name="Queue">Only failures of this queue; empty for every queue.</param>
/// <param name="Key">Only the failure of this key; empty for every key.</param>
/// <param name="All">Every failure, where neither queue nor key is given.</param>
public sealed record RequeueRequest(string Storage, string Account, string Queue, string Key, bool All);

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
        return await StorageFaults.ExplainAsync(() => PutBackAsync(request, Open(request), cancellationToken));
    }

    private async Task<int> PutBackAsync(RequeueRequest request, Storehouse storehouse, CancellationToken cancellationToken)
    {
        var record = new FailureRecord(storehouse, TimeProvider.System, NullLogger<FailureRecord>.Instance);
        var asked = (await record.ReadAllAsync(cancellationToken))
            .Where(failure => (request.Queue.Length == 0 || failure.Queue == request.Queue) && (request.Key.Length == 0 || failure.Key == request.Key)).ToList();
        foreach (var failure in asked)
        {
            var became = await record.PutBackAsync(failure, cancellationToken) ? "put back on its queue" : "taken off the record; nothing of it was kept to put back";
            view.Report($"{failure.Queue} {failure.Key}, failed on {failure.FailedOn:d MMMM yyyy}: {became}.");
        }

        if (asked.Count == 0 && request.Key.Length > 0)
        {
            await errors.WriteLineAsync($"There is no failure {request.Key} on record; it may have been put back, or its work was done since.");
            return CommandLine.Failed;
        }

        view.Report($"{asked.Count} failures were put back or taken off the record.");
        return CommandLine.Done;
    }

    private static void Check(RequeueRequest request)
    {
        if (request.Storage.Length == 0 == (request.Account.Length == 0))
        {
            throw new MendableException("Say where: --account and the name of a storage account in Azure, or --storage and a connection string, and not both.");
        }

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

    private static Storehouse Open(RequeueRequest request) =>
        request.Storage.Length > 0 ? Storehouse.Open(request.Storage) : Storehouse.Open(service => AddressOf(request.Account, service), new DefaultAzureCredential());

    // Whoever is signed in shows their token to this address, so it is made of nothing but an account's name.
    private static Uri AddressOf(string account, string service) => account.Length is >= 3 and <= 24 && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        ? new($"https://{account}.{service}.core.windows.net")
        : throw new MendableException($"{account} is no name of a storage account: those have 3 to 24 small letters and digits.");
}
