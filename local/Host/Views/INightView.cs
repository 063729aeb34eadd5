namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Shows the progress and the results of a run to a person.</summary>
public interface INightView : IProgress<string>
{
    /// <summary>Runs work and shows its title and progress. The work reports its progress from 0 to 1.</summary>
    Task ShowAsync(string title, Func<IProgress<double>, Task> work);

    /// <summary>Shows a table. The first row contains the headings.</summary>
    void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows);
}
