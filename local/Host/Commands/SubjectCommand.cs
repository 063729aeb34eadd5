using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>
/// The <c>subject</c> commands: export or erase the data that is held about one pupil (docs/data-protection.md).
/// </summary>
/// <param name="view">Shows progress and results.</param>
/// <param name="errors">Receives error messages.</param>
public sealed class SubjectCommand(INightView view, TextWriter errors)
{
    /// <summary>Writes all data that is held about a pupil into a folder.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">
    /// The school or UPN is invalid, the folder is not empty, or the account cannot be used.
    /// </exception>
    public Task<int> ExportAsync(TrustAccount account, string school, string upn, string output, CancellationToken cancellationToken) =>
        account.UseAsync(async services =>
    {
        var subject = SubjectOf(school, upn);
        var folder = new DirectoryInfo(output);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new UserErrorException(
                $"{folder.FullName} is not empty, and an export must contain one pupil only. Give --out a new folder.");
        }

        var search = services.GetRequiredService<SubjectSearch>();
        var record = await search.FindAsync(subject, cancellationToken);
        if (record.IsEmpty)
        {
            view.Report("No data is held about this UPN at this school.");
            ReportNotIncluded(record);
            return CommandLine.Done;
        }

        var bundle = services.GetRequiredService<SubjectBundle>();
        var count = await WriteAsync(folder.FullName, await bundle.MakeAsync(record, cancellationToken), cancellationToken);
        foreach (var same in record.SameChild)
        {
            var there = await search.FindAsync(same, cancellationToken);
            var place = Path.Combine(folder.FullName, same.School.ToString());
            count += await WriteAsync(place, await bundle.MakeAsync(there, cancellationToken), cancellationToken);
            view.Report($"The same child is known at {same.School}; what is held there is in {place}.");
        }

        view.Report($"{count} files were written to {folder.FullName}. Start with {SubjectBundle.Page}.");
        view.Report("Check the files before you hand them over: a note may mention another person. Delete the folder afterwards.");
        ReportNotIncluded(record);
        return CommandLine.Done;
    });

    private static async Task<int> WriteAsync(string folder, IReadOnlyList<BundleFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            var target = new FileInfo(Path.Combine(folder, file.Path));
            target.Directory?.Create();
            await File.WriteAllBytesAsync(target.FullName, file.Content.ToArray(), cancellationToken);
        }

        return files.Count;
    }

    /// <summary>Erases a pupil's data, or lists what would be erased.</summary>
    /// <returns>The exit code; a failure if the erasure is refused.</returns>
    /// <exception cref="UserErrorException">The school or UPN is invalid, or the account cannot be used.</exception>
    public Task<int> EraseAsync(
        TrustAccount account,
        string school,
        string upn,
        bool stillOnRoll,
        bool yes,
        CancellationToken cancellationToken) => account.UseAsync(async services =>
    {
        var subject = SubjectOf(school, upn);
        if (!yes)
        {
            var plans = await services.GetRequiredService<ErasurePlanner>().PlanEverywhereAsync(subject, stillOnRoll, cancellationToken);
            await ReportAsync(plans, done: false);
            return plans[^1].Refusals.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        }

        try
        {
            var erasure = services.GetRequiredService<SubjectErasure>();
            await ReportAsync(await erasure.EraseEverywhereAsync(subject, stillOnRoll, cancellationToken), done: true);
            return CommandLine.Done;
        }
        catch (ErasureRefusedException refused)
        {
            await errors.WriteLineAsync($"Nothing was erased. {refused.Message}");
            return CommandLine.Failed;
        }
    });

    private async Task ReportAsync(IReadOnlyList<ErasurePlan> plans, bool done)
    {
        foreach (var plan in plans)
        {
            if (plans.Count > 1)
            {
                view.Report($"At the school {plan.Record.Subject.School}:");
            }

            Report(plan, done && plan.Refusals.Count == 0);
            await errors.WriteAsync(string.Concat(plan.Refusals.Select(refusal => refusal + Environment.NewLine)));
        }
    }

    private void Report(ErasurePlan plan, bool done)
    {
        if (plan.Record.IsEmpty)
        {
            view.Report("No data is held about this UPN at this school.");
        }

        view.ShowTable(
            done ? "Changes made" : "Planned changes; nothing was changed",
            [
                ["Where", "Rows or files", "Action", "Reason"],
                .. plan.Lines.Select(line => (IReadOnlyList<string>)
                    [line.Entry.Name, line.Count.ToString(CultureInfo.InvariantCulture), Describe(line.Action), line.Why]),
            ]);
        foreach (var remark in plan.Remarks)
        {
            view.Report(remark);
        }
    }

    private void ReportNotIncluded(SubjectRecord record)
    {
        foreach (var other in record.NotIncluded)
        {
            view.Report(other);
        }
    }

    private static string Describe(ErasureAction action) => action switch
    {
        ErasureAction.Erased => "erased",
        ErasureAction.Reduced => "reduced",
        _ => "kept",
    };

    private static Subject SubjectOf(string school, string upn) =>
        !SchoolId.TryParse(school, out var id) ? throw new UserErrorException($"{school} is not a school id.")
        : !Upn.TryParse(upn, out var number) ? throw new UserErrorException($"{upn} is not a UPN. A UPN has up to 32 letters and digits.")
        : new(id, number);
}
