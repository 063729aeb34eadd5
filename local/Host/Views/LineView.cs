using System.Globalization;

namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Writes plain lines, for a file or a pipe.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="clock">Measures the duration of work.</param>
internal sealed class LineView(TextWriter output, TimeProvider clock) : INightView
{
    public void Report(string value) => output.WriteLine(value);

    public async Task ShowAsync(string title, Func<IProgress<double>, Task> work)
    {
        var start = clock.GetTimestamp();
        await work(new Relay<double>(_ => { }));
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{title} ({seconds:0.0} s)"));
    }

    public void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        output.WriteLine();
        output.WriteLine(title);
        foreach (var line in TextTable.Lines(rows))
        {
            output.WriteLine(line);
        }
    }
}
