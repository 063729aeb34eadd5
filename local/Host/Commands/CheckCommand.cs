using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Setup;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The <c>check</c> command: says of a folder what a night would say of it, without a night and without storage.</summary>
/// <param name="view">Shows the result.</param>
/// <param name="clock">Says which day it is.</param>
public sealed class CheckCommand(INightView view, TimeProvider clock)
{
    /// <summary>Checks a folder.</summary>
    /// <param name="night">The school day whose night is asked; null for the last one of the settings' terms so far.</param>
    /// <returns>The exit code; a failure if something would be rejected, held or returned.</returns>
    /// <exception cref="UserErrorException">The folder does not exist, or has no files of a trust.</exception>
    public async Task<int> RunAsync(string folder, DateOnly? night, CancellationToken cancellationToken)
    {
        var data = DataFolder.Open(folder);
        var files = new List<FolderFile>();
        foreach (var file in data.Files())
        {
            files.Add(new(file.Container, file.Name, await file.ReadAsync(cancellationToken)));
        }

        var findings = FolderCheck.Of(files, night, London.DateAt(clock.GetUtcNow()));
        foreach (var line in findings.Lines)
        {
            view.Report(line);
        }

        foreach (var hidden in data.HiddenFiles())
        {
            view.Report($"{hidden.Container}/{hidden.Name} would not be read: its name begins with a point.");
        }

        view.Report(findings.IsClean
            ? "Everything can be used." : "Something has to be corrected: see the lines with faults, returned rows and held files.");
        return findings.IsClean ? CommandLine.Done : CommandLine.Failed;
    }
}
