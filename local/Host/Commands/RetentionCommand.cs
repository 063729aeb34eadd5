using System.Globalization;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The retention verb: once a year, what is past its period goes from the tables (docs/data-protection.md).</summary>
/// <param name="view">What a person sees.</param>
public sealed class RetentionCommand(INightView view)
{
    /// <summary>Counts what is past its period, or deletes it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="MendableException">The law has what is asked for kept, or the account cannot be used.</exception>
    public Task<int> RunAsync(TrustAccount account, DateOnly? before, int years, bool yes, CancellationToken cancellationToken) =>
        account.UseAsync(async services =>
    {
        var retention = services.GetRequiredService<Retention>();
        var day = before ?? retention.Cutoff(years);
        if (retention.ReasonAgainst(day) is { } reason)
        {
            throw new MendableException(reason);
        }

        var past = await retention.RunAsync(day, yes, cancellationToken);
        view.ShowTable(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(yes ? "Deleted" : "Would be deleted; nothing was changed")}: register entries from before {day:yyyy-MM-dd}, and all "
                + $"else by its own period"),
            [["Table", "Partition", "Rows"], .. past.Select(
                rows => (IReadOnlyList<string>)[rows.Table, rows.Partition, rows.Count.ToString(CultureInfo.InvariantCulture)])]);
        view.Report($"{past.Sum(rows => rows.Count)} rows. Containers are cleared by the storage account's lifecycle rules.");
        return CommandLine.Done;
    });
}
