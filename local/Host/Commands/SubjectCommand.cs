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

        var record = await services.GetRequiredService<SubjectSearch>().FindAsync(subject, cancellationToken);
        if (record.IsEmpty)
        {
            view.Report("No data is held about this UPN at this school.");
            ReportOtherSchools(record);
            return CommandLine.Done;
        }

        var files = await services.GetRequiredService<SubjectBundle>().MakeAsync(record, cancellationToken);
        foreach (var file in files)
        {
            var target = new FileInfo(Path.Combine(folder.FullName, file.Path));
            target.Directory?.Create();
            await File.WriteAllBytesAsync(target.FullName, file.Content.ToArray(), cancellationToken);
        }

        view.Report($"{files.Count} files were written to {folder.FullName}. Start with {SubjectBundle.Page}.");
        view.Report("Check the files before you hand them over: a note may mention another person. Delete the folder afterwards.");
        ReportOtherSchools(record);
        return CommandLine.Done;
    });

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
            var plan = await services.GetRequiredService<ErasurePlanner>().PlanAsync(subject, stillOnRoll, cancellationToken);
            Report(plan, done: false);
            await errors.WriteAsync(string.Concat(plan.Refusals.Select(refusal => refusal + Environment.NewLine)));
            return plan.Refusals.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        }

        try
        {
            Report(await services.GetRequiredService<SubjectErasure>().EraseAsync(subject, stillOnRoll, cancellationToken), done: true);
            return CommandLine.Done;
        }
        catch (ErasureRefusedException refused)
        {
            await errors.WriteLineAsync($"Nothing was erased. {refused.Message}");
            return CommandLine.Failed;
        }
    });

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

    private void ReportOtherSchools(SubjectRecord record)
    {
        if (record.OtherSchools.Count > 0)
        {
            view.Report(
                $"The same UPN is also held at {string.Join(", ", record.OtherSchools)}. If it is the same pupil, run the command for "
                + "that school too.");
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
