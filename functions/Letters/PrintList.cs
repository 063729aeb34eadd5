namespace AttendanceFunctions.Functions.Letters;

/// <summary>The list of what is in a night's print runs, to tick off while letters are put into envelopes.</summary>
public static class PrintList
{
    private static readonly int[] Widths = [4, 4, 9, 9, 4];

    /// <summary>Makes the list.</summary>
    /// <param name="copies">All copies of the night, in the order of their runs.</param>
    public static byte[] Make(Trust trust, School school, DateOnly night, IReadOnlyList<PrintedCopy> copies) => BuiltInDocument.Make(
        "What is in the print run", new(school.Name, trust.Name, English.Day(night)) { Colours = trust.Colours },
        "This list names children. It stays in the office, and is shredded when the letters are sent.",
        [
            new Block.Paragraph("Heading1", "What is in the print run"),
            new Block.Paragraph(
                "Normal",
                "Print on both sides: each envelope begins on a sheet of its own. Fold in three, with the address outside. What has no "
                    + "address is given by hand."),
            .. copies.GroupBy(copy => (copy.Kind, copy.Run)).SelectMany(run => (IEnumerable<Block>)
            [
                new Block.Paragraph(
                    "Heading2",
                    $"{run.Key.Kind.TitleOf()}: {English.Count(run.Count(), "letter")} in "
                        + English.Count(run.DistinctBy(copy => copy.Envelope).Count(), "envelope")),
                new Block.Table(
                    HasHeader: true, Widths,
                    [
                        ["Envelope", "Class", "Child", "To", "Address"],
                        .. run.Select(copy => (IReadOnlyList<string>)
                        [
                            copy.Envelope.ToString(CultureInfo.InvariantCulture), copy.Class, $"{copy.Surname}, {copy.Forename}", copy.To,
                            copy.HasAddress ? "yes" : "by hand",
                        ]),
                    ]),
            ]),
        ]);
}
