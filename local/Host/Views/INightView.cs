namespace AttendanceFunctions.Local.Host.Views;

/// <summary>What a person sees of a run.</summary>
public interface INightView : IProgress<string>
{
    /// <summary>Shows work with its title until it ends; it reports the part of it that is done, from 0 to 1.</summary>
    Task ShowAsync(string title, Func<IProgress<double>, Task> work);

    /// <summary>Shows a table; its first row is the heading.</summary>
    void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows);
}
