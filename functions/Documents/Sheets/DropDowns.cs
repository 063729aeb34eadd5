using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The drop-downs of a sheet: one rule for all cells of a column that offer the same words.</summary>
internal static class DropDowns
{
    private const int LongestMessage = 255;

    /// <exception cref="ArgumentException">A choice is in a column that the sheet does not have.</exception>
    public static DataValidations Of(WorkbookSheet sheet)
    {
        var columns = sheet.Columns.Select((column, index) => (column.Name, index)).ToDictionary(StringComparer.Ordinal);
        var rules = sheet.Rows
            .SelectMany((row, index) => row.Choices.Select(choice => (choice.Column, choice.Words, choice.Listed, Row: SheetLayout.RowOf(sheet, index))))
            .GroupBy(choice => (choice.Column, choice.Listed))
            .Select(group => Rule(
                group.First().Words,
                group.Key.Listed,
                columns.TryGetValue(group.Key.Column, out var column)
                    ? [.. Runs([.. group.Select(choice => choice.Row)]).Select(run => Range(column, run))]
                    : throw new ArgumentException($"The sheet \"{sheet.Name}\" has no column \"{group.Key.Column}\" to choose in.", nameof(sheet))))
            .ToList();
        return new(rules) { Count = (uint)rules.Count };
    }

    private static DataValidation Rule(IReadOnlyList<string> words, string listed, IReadOnlyList<string> places)
    {
        var message = $"Choose {Choice.OneOf(words)}, or leave the cell empty.";
        return new(new Formula1($"\"{listed}\""))
        {
            Type = DataValidationValues.List,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorStyle = DataValidationErrorStyleValues.Stop,
            ErrorTitle = "Not one of the choices",
            Error = message.Length <= LongestMessage ? message : message[..(LongestMessage - 1)] + "…",
            SequenceOfReferences = new([.. places.Select(place => new DocumentFormat.OpenXml.StringValue(place))]),
        };
    }

    /// <summary>Rows that follow one another, as their first and last.</summary>
    private static List<(uint From, uint To)> Runs(IReadOnlyList<uint> rows)
    {
        var runs = new List<(uint From, uint To)>();
        foreach (var row in rows)
        {
            if (runs is [.., var last] && last.To + 1 == row)
            {
                runs[^1] = (last.From, row);
            }
            else
            {
                runs.Add((row, row));
            }
        }

        return runs;
    }

    private static string Range(int column, (uint From, uint To) run) =>
        run.From == run.To ? CellPlace.Of(column, run.From) : $"{CellPlace.Of(column, run.From)}:{CellPlace.Of(column, run.To)}";
}
