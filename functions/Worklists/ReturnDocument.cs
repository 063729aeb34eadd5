using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A return as a Word document: for each pupil what the return has to say, the parents, and what the roster does not say.
/// </summary>
public static class ReturnDocument
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

    /// <summary>A school's return.</summary>
    /// <param name="entries">Of one kind; at least one.</param>
    public static byte[] OfSchool(Trust trust, School school, DateOnly night, IReadOnlyList<ReturnEntry> entries) => Make(
        entries[0].Kind, school.Returns, new(school.Name, trust.Name, English.Day(night)) { Colours = trust.Colours },
        $"To {school.LocalAuthority}, from {SenderOf(school)}",
        entries.SelectMany(entry => Pupil("Heading2", entry)), "For the school");

    /// <summary>The return of all schools of the trust in one local authority.</summary>
    /// <param name="entries">Of one kind and one authority, the pupils of a school in a row; at least one.</param>
    public static byte[] OfTrust(Trust trust, DateOnly night, IReadOnlyList<ReturnEntry> entries)
    {
        var (first, schools) = (entries[0], entries.GroupBy(entry => entry.School.Id, (_, ofSchool) => ofSchool.ToList()).ToList());
        var pupils = entries.DistinctBy(entry => (entry.School.Id, entry.Pupil.Upn)).Count();
        return Make(
            first.Kind, first.School.Returns,
            new(trust.Name, English.Count(schools.Count, "school"), English.Day(night)) { Colours = trust.Colours },
            $"To {first.School.LocalAuthority}, from {trust.Name}: {English.Count(pupils, "pupil")}",
            schools.SelectMany(ofSchool => (IEnumerable<Block>)
            [
                new Block.Paragraph("Heading2", ofSchool[0].School.Name),
                new Block.Paragraph("Normal", $"From {SenderOf(ofSchool[0].School)}"),
                .. ofSchool.SelectMany(entry => Pupil("Heading3", entry)),
            ]),
            "For the trust");
    }

    private static byte[] Make(
        ReturnKind kind, AuthorityReturns returns, Letterhead head, string fromTo, IEnumerable<Block> pupils, string signer)
    {
        var title = kind.TitleOf(returns);
        return BuiltInDocument.Make(title, head, $"{title}: it names children. Send it in a secure way only.",
        [
            new Block.Paragraph("Heading1", title),
            new Block.Paragraph("Normal", fromTo),
            new Block.Paragraph("Normal", Law(kind, returns)),
            .. pupils,
            new Block.Table(HasHeader: true, Signature, [["Who", "Name", "Signature", "Date"], [signer, "", "", ""]]),
        ]);
    }

    private static string SenderOf(School school) => $"{school.Name} ({school.Id}), {school.Phone}, {school.Contact}";

    private static string Born(Pupil pupil) => Dates.Read(pupil.DateOfBirth) is { } born ? English.Day(born) : "";

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

    private static IEnumerable<Block> Pupil(string heading, ReturnEntry entry)
    {
        var pupil = entry.Pupil;
        yield return new Block.Paragraph(heading, $"{pupil.Forename} {pupil.Surname}");
        yield return new Block.Table(HasHeader: false, Facts,
        [
            ["Why", entry.Matter], ["Date of birth", Born(pupil)], ["Unique pupil number", pupil.Upn.ToString()],
            [
                "Year group and class",
                string.Join(", ", new[] { YearGroups.InWords(pupil.YearGroup), pupil.Class }.Where(part => part.Length > 0)),
            ],
            ["Address", pupil.HomeAddress],
            .. entry.Facts.Select(fact => (string[])[Labels[fact.Column], fact.Value.Kind == CellKind.Empty ? "" : fact.Value.Describe()]),
        ]);
        if (entry.Kind is ReturnKind.NewPupil or ReturnKind.Deletion)
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
