using System.Globalization;
using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary>A number from 0 to 100 that is shown with one decimal.</summary>
    Percent,

    Date,
}

/// <summary>One cell of an export, which knows what it holds.</summary>
public readonly record struct Cell
{
    private readonly string? _content;

    private Cell(CellKind kind, string content, DateOnly day = default) => (Kind, _content, Day) = (kind, content, day);

    public CellKind Kind { get; }

    /// <summary>The day of a date; of any other cell, 1 January of the year 1.</summary>
    public DateOnly Day { get; }

    /// <summary>The text as it is, a number with a decimal point, a date as yyyy-MM-dd; empty for an empty cell.</summary>
    public string Content => _content ?? "";

    /// <summary>As it stands in a CSV file: text that a spreadsheet could run as a formula is neutralised, numbers are as they are.</summary>
    public string Written => Kind == CellKind.Text ? SafeCell.Neutralise(Content) : Content;

    public static Cell Empty => default;

    public static Cell Text(string text) => text.Length == 0 ? Empty : new(CellKind.Text, text);

    public static Cell Number(int number) => new(CellKind.Number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A plain decimal: 9.5, 47.5, 10.</summary>
    public static Cell Number(decimal number) => new(CellKind.Number, number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A rate as a percentage with one decimal.</summary>
    public static Cell Percent(Rate rate) => new(CellKind.Percent, rate.ToString());

    public static Cell Date(DateOnly day) => new(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day);

    public static Cell YesOrNo(bool flag) => Text(flag ? "yes" : "no");

    public static implicit operator Cell(string text) => Text(text);

    public static implicit operator Cell(int number) => Number(number);

    public static Cell FromString(string text) => Text(text);

    public static Cell FromInt32(int number) => Number(number);
}
