using System.Globalization;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Places in a sheet as workbooks write them: columns from A, rows from 1.</summary>
internal static class CellPlace
{
    private const int Letters = 26;

    /// <param name="column">The column from 0.</param>
    /// <param name="row">The row from 1.</param>
    public static string Of(int column, uint row) => string.Create(CultureInfo.InvariantCulture, $"{ColumnOf(column)}{row}");

    /// <param name="column">The column from 0: A, B, … Z, AA.</param>
    public static string ColumnOf(int column) =>
        (column < Letters ? "" : ColumnOf(column / Letters - 1)) + (char)('A' + column % Letters);

    /// <summary>The column from 0 of a place such as AB12.</summary>
    /// <returns>False where it does not begin with one to three capital letters.</returns>
    public static bool TryFindColumn(string place, out int column)
    {
        const int most = 3;
        var letters = place.AsSpan().IndexOfAnyExceptInRange('A', 'Z') is var end and >= 0 ? end : place.Length;
        column = -1;
        for (var index = 0; index < Math.Min(letters, most); index++)
        {
            column = (column + 1) * Letters + (place[index] - 'A');
        }

        return letters is > 0 and <= most;
    }
}
