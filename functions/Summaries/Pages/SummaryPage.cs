using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>
/// What one reader gets of a night, a week, a half term or a term: a trust's lead, or one school. It is made once, and written in three
/// forms: CSV files for machines, a workbook, and a page for a browser. No form adds a figure or leaves one out.
/// </summary>
/// <param name="Title">What it is of: "Riverside Trust: attendance".</param>
/// <param name="Period">Over which sessions, in words: "The school year from 1 September to 20 November 2025".</param>
/// <param name="Glance">The figures that stand first.</param>
/// <param name="Sections">What follows, in its order.</param>
public sealed record SummaryPage(string Title, string Period, IReadOnlyList<KeyFigure> Glance, IReadOnlyList<SummarySection> Sections)
{
    /// <summary>Its tables, in the order of the sections.</summary>
    public IEnumerable<SummaryTable> Tables => Sections.SelectMany(section => section.Tables);
}

/// <summary>One figure at a glance.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">The figure.</param>
/// <param name="Beside">What it is compared with, in words; it says whatever <paramref name="Tone"/> colours.</param>
/// <param name="Tone">How it is to be taken.</param>
public sealed record KeyFigure(string Name, Cell Value, string Beside, Tone Tone);

/// <summary>Tables that answer one question.</summary>
/// <param name="Title">The question, or its subject.</param>
/// <param name="Tables">At least one.</param>
public sealed record SummarySection(string Title, IReadOnlyList<SummaryTable> Tables);

/// <summary>How a figure is to be taken. It is never said by colour alone: words stand beside it.</summary>
public enum Tone
{
    Plain,
    Good,
    Watch,
    Concern,
}
