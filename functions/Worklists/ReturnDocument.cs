using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A return as a Word document: for each pupil what the return has to say, the parents, and what the roster does not say.
/// </summary>
internal static class ReturnDocument
{
    /// <summary>Labels and values.</summary>
    private static readonly int[] Facts = [7, 13];

    private static readonly int[] Parents = [5, 4, 8, 4];

    private static readonly int[] Signature = [6, 7, 5, 4];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["From"] = "From",
        ["To"] = "To",
        ["Counted"] = "What was counted",
        ["Cause"] = "Cause, as far as known",
        ["Admission"] = "Admitted on",
        ["Sex"] = "Sex",
        ["LastSchool"] = "Last school attended",
        ["Leaving"] = "Last day on roll",
        ["LeavingReason"] = "Ground of the deletion",
        ["Destination"] = "School that the pupil goes to",
        ["NewAddress"] = "New address, if known",
    };

    public static byte[] Make(Trust trust, School school, DateOnly night, ReturnKind kind, IReadOnlyList<ReturnEntry> entries)
    {
        var title = kind.TitleOf(school.Returns);
        IEnumerable<Block> blocks =
        [
            new Block.Paragraph("Heading1", title),
            new Block.Paragraph(
                "Normal", $"To {school.LocalAuthority}, from {school.Name} ({school.Id}), {school.Phone}, {school.Contact}"),
            new Block.Paragraph("Normal", Law(kind, school.Returns)),
            .. entries.SelectMany(entry => Pupil(kind, entry)),
            new Block.Table(HasHeader: true, Signature, [["Who", "Name", "Signature", "Date"], ["For the school", "", "", ""]]),
        ];
        return BuiltInDocument.Make(
            title, new(school.Name, trust.Name, English.Day(night)),
            $"{title}: it names children. Send it in a secure way only.", [.. blocks]);
    }

    private static string Born(Pupil pupil) =>
        DateOnly.TryParseExact(pupil.DateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? English.Day(born)
            : "";

    private static string Law(ReturnKind kind, AuthorityReturns returns) =>
        "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 13. " + kind switch
        {
            ReturnKind.NewPupil => $"Made by the end of day {returns.NewPupilDays} after the name was entered in the register.",
            ReturnKind.Deletion => "Made no later than the name is deleted from the admission register.",
            ReturnKind.Sickness =>
                $"Pupils of compulsory school age who have missed {returns.IllnessDays} school days through illness this school year, or "
                    + "who the school has grounds to believe will.",
            _ => "Pupils of compulsory school age who were absent without leave, or who fail to attend regularly.",
        };

    private static IEnumerable<Block> Pupil(ReturnKind kind, ReturnEntry entry)
    {
        var pupil = entry.Pupil;
        yield return new Block.Paragraph("Heading2", $"{pupil.Forename} {pupil.Surname}");
        yield return new Block.Table(HasHeader: false, Facts,
        [
            ["Why", entry.Matter], ["Date of birth", Born(pupil)], ["Unique pupil number", pupil.Upn.ToString()],
            ["Year group and class", string.Join(", ", new[] { pupil.YearGroup, pupil.Class }.Where(part => part.Length > 0))],
            ["Address", pupil.HomeAddress],
            .. entry.Facts.Select(fact => (string[])[Labels[fact.Column], fact.Value.Kind == CellKind.Empty ? "" : fact.Value.Describe()]),
        ]);
        if (kind is ReturnKind.NewPupil or ReturnKind.Deletion)
        {
            yield return new Block.Table(HasHeader: true, Parents,
            [
                ["Parent", "Relationship", "Address", "Phone"],
                .. ReturnKinds.Parents(pupil).Select(parent =>
                    (string[])[parent.Name, parent.Relationship, parent.HomeAddress, parent.Mobile]).DefaultIfEmpty(["", "", "", ""]),
            ]);
        }

        if (entry.Missing.Count > 0)
        {
            yield return new Block.Paragraph("Normal", $"Not on the roster, to be filled in: {string.Join(", ", entry.Missing)}.");
        }
    }
}
