using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The table of Excel's own that a sheet with a heading has: it sorts, filters, and is found by its name in formulas.</summary>
internal static class TableXml
{
    private const string Id = "table";

    /// <summary>Whether the sheet's table has a name and columns that a table can have.</summary>
    public static bool CanBe(WorkbookSheet sheet) =>
        sheet.Heading.Table is [var first, ..] && char.IsAsciiLetter(first) && sheet.Heading.Table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && sheet.Columns.All(column => column.Name.Length > 0)
        && sheet.Columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Count() == sheet.Columns.Count;

    /// <param name="part">The sheet.</param>
    /// <param name="sheet">What is in it.</param>
    /// <param name="number">A number that no other table of the workbook has.</param>
    /// <returns>The id by which the sheet refers to its table.</returns>
    public static string Add(WorksheetPart part, WorkbookSheet sheet, uint number)
    {
        var range = SheetLayout.Table(sheet);
        part.AddNewPart<TableDefinitionPart>(Id).Table = new(
            new AutoFilter { Reference = range },
            new TableColumns(sheet.Columns.Select((column, index) => new TableColumn { Id = (uint)index + 1, Name = CellText.Stored(column.Name) })) { Count = (uint)sheet.Columns.Count },
            // No style of Excel's: the cells have the same look in every program.
            new TableStyleInfo { ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = false, ShowColumnStripes = false })
        {
            Id = number,
            Name = sheet.Heading.Table,
            DisplayName = sheet.Heading.Table,
            Reference = range,
            TotalsRowShown = false,
        };
        return Id;
    }
}
