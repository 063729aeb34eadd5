using System.Globalization;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>
/// The subject verbs: what is held about a pupil, for who has a right to know, or to have it erased (docs/data-protection.md).
/// </summary>
/// <param name="view">What a person sees.</param>
/// <param name="errors">Where faults are told.</param>
public sealed class SubjectCommand(INightView view, TextWriter errors)
{
    /// <summary>Writes a bundle of everything that is held about a pupil.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="MendableException">The school or UPN is none, the folder is not empty, or the account cannot be used.</exception>
    public Task<int> ExportAsync(TrustAccount account, string school, string upn, string output, CancellationToken cancellationToken) =>
        account.UseAsync(async services =>
    {
        var subject = SubjectOf(school, upn);
        var folder = new DirectoryInfo(output);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new MendableException($"{folder.FullName} is not empty; a bundle holds one pupil alone. Give --out a new folder.");
        }

        var record = await services.GetRequiredService<SubjectSearch>().FindAsync(subject, cancellationToken);
        if (record.IsEmpty)
        {
            view.Report("Nothing is held under this UPN at this school.");
            TellOthers(record);
            return CommandLine.Done;
        }

        var files = await services.GetRequiredService<SubjectBundle>().MakeAsync(record, cancellationToken);
        foreach (var file in files)
        {
            var target = new FileInfo(Path.Combine(folder.FullName, file.Path));
            target.Directory?.Create();
            await File.WriteAllBytesAsync(target.FullName, file.Content.ToArray(), cancellationToken);
        }

        view.Report($"{files.Count} files are in {folder.FullName}; begin with {SubjectBundle.Page}.");
        view.Report("Read it before you hand it over: a note may be about somebody else. Then delete the folder.");
        TellOthers(record);
        return CommandLine.Done;
    });

    /// <summary>Says what erasing a pupil's data would do, or does it.</summary>
    /// <returns>The exit code: a failure if it is refused as things stand.</returns>
    /// <exception cref="MendableException">The school or UPN is none, or the account cannot be used.</exception>
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
            Tell(plan, done: false);
            await errors.WriteAsync(string.Concat(plan.Refusals.Select(refusal => refusal + Environment.NewLine)));
            return plan.Refusals.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        }

        try
        {
            Tell(await services.GetRequiredService<SubjectErasure>().EraseAsync(subject, stillOnRoll, cancellationToken), done: true);
            return CommandLine.Done;
        }
        catch (ErasureRefusedException refused)
        {
            await errors.WriteLineAsync($"Nothing was erased. {refused.Message}");
            return CommandLine.Failed;
        }
    });

    private void Tell(ErasurePlan plan, bool done)
    {
        if (plan.Record.IsEmpty)
        {
            view.Report("Nothing is held under this UPN at this school.");
        }

        view.ShowTable(
            done ? "What was done" : "What would be done; nothing was changed",
            [
                ["Where", "Rows or files", "What becomes of it", "Why"],
                .. plan.Lines.Select(line => (IReadOnlyList<string>)
                    [line.Entry.Name, line.Count.ToString(CultureInfo.InvariantCulture), Describe(line.Action), line.Why]),
            ]);
        foreach (var remark in plan.Remarks)
        {
            view.Report(remark);
        }
    }

    private void TellOthers(SubjectRecord record)
    {
        if (record.OtherSchools.Count > 0)
        {
            view.Report(
                $"The same UPN stands at {string.Join(", ", record.OtherSchools)} as well. If it is the same pupil, run the command for "
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
        !SchoolId.TryParse(school, out var id) ? throw new MendableException($"{school} is no school's id.")
        : !Upn.TryParse(upn, out var number) ? throw new MendableException($"{upn} is no UPN: up to 32 letters and digits.")
        : new(id, number);
}
