using Spectre.Console;

namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Shows progress bars and tables on a terminal.</summary>
/// <param name="console">The terminal.</param>
internal sealed class LiveView(IAnsiConsole console) : INightView
{
    public void Report(string value) => console.WriteLine(value);

    public Task ShowAsync(string title, Func<IProgress<double>, Task> work) => console
        .Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            await work(new Relay<double>(part => task.Value = part));
            task.Value = 1;
        });

    public void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        for (var column = 0; column < rows[0].Count; column++)
        {
            table.AddColumn(NumbersRight(new TableColumn(Markup.Escape(rows[0][column])), rows, column));
        }

        foreach (var row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static TableColumn NumbersRight(TableColumn heading, IReadOnlyList<IReadOnlyList<string>> rows, int column) =>
        TextTable.IsNumeric(rows, column) ? heading.RightAligned() : heading;
}
