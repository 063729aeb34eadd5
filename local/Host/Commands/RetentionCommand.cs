using System.Globalization;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>retention</c> command: deletes table rows whose retention period has ended (docs/data-protection.md).</summary>
/// <param name="view">Shows progress and results.</param>
public sealed class RetentionCommand(INightView view)
{
    /// <summary>Counts or deletes the rows whose retention period has ended.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">The law requires some of these rows to be kept, or the account cannot be used.</exception>
    public Task<int> RunAsync(TrustAccount account, DateOnly? before, int years, bool yes, CancellationToken cancellationToken) =>
        account.UseAsync(async services =>
    {
        var retention = services.GetRequiredService<Retention>();
        var day = before ?? retention.Cutoff(years);
        if (retention.ReasonAgainst(day) is { } reason)
        {
            throw new UserErrorException(reason);
        }

        var past = await retention.RunAsync(day, yes, cancellationToken);
        view.ShowTable(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(yes ? "Deleted" : "Would be deleted; nothing was changed")}: register entries from before {day:yyyy-MM-dd}, and "
                + $"other rows after their own retention periods"),
            [["Table", "Partition", "Rows"], .. past.Select(
                rows => (IReadOnlyList<string>)[rows.Table, rows.Partition, rows.Count.ToString(CultureInfo.InvariantCulture)])]);
        view.Report($"{past.Sum(rows => rows.Count)} rows. The storage account's lifecycle rules delete old files in containers.");
        return CommandLine.Done;
    });
}
