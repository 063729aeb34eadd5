using AttendanceFunctions.Functions.Documents.Sheets;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// Writes a school's open returns to its local authority, each as CSV and as a Word document: worklists/{school}/{date}-{return}-return.csv
/// and .docx. They are made anew each night from the newest roster; people check, sign and send them, and the product sends none.
/// </summary>
public sealed class ReturnFiles(TrustStorage storage)
{
    private const string Ending = "-return";

    private const string Document = ".docx";

    /// <summary>The document beside a return's CSV file; null if the file is no return.</summary>
    public static string? DocumentBeside(string file) =>
        file.EndsWith($"{Ending}.csv", StringComparison.Ordinal) ? Path.ChangeExtension(file, Document) : null;

    /// <summary>Where a return is, and which of its values the roster does not have, for the person who makes it.</summary>
    public static IReadOnlyList<string> Advice(School school, DateOnly night, ReturnKind kind, Pupil pupil)
    {
        var missing = kind.MissingColumns(pupil);
        return
        [
            $"The return is in {Containers.Worklists}/{NameOf(school, night, kind)}{Document}, and as .csv.",
            .. missing.Count == 0 ? Array.Empty<string>()
                : [$"The roster does not say: {string.Join(", ", missing)}. Fill in these columns, or write the values into the return."],
        ];
    }

    /// <summary>Writes the returns of a school's night. A repetition deletes those that nobody has to make any more.</summary>
    /// <param name="pupils">The pupils on roll, and those who have left.</param>
    public async Task WriteAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils, CancellationToken cancellationToken)
    {
        var container = storage.Container(Containers.Worklists);
        var entries = pupils.SelectMany(ReturnEntry.Of).ToLookup(entry => entry.Kind);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in entries.Select(ofKind => ofKind.Key).Order())
        {
            var name = NameOf(school, night, kind);
            var rows = entries[kind].OrderBy(entry => entry.Pupil.Surname, StringComparer.Ordinal)
                .ThenBy(entry => entry.Pupil.Forename, StringComparer.Ordinal).ThenBy(entry => entry.Pupil.Upn).ToList();
            await UploadAsync(container, written, $"{name}.csv", ReturnSheet.Csv(school, kind, rows), cancellationToken);
            var document = BinaryData.FromBytes(ReturnDocument.Make(trust, school, night, kind, rows));
            await UploadAsync(container, written, name + Document, document, cancellationToken);
        }

        var prefix = $"{school.Id}/{TableKeys.Of(night)}-";
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (Path.GetFileNameWithoutExtension(blob.Name).EndsWith(Ending, StringComparison.Ordinal) && !written.Contains(blob.Name))
            {
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }

    private static string NameOf(School school, DateOnly night, ReturnKind kind) =>
        $"{school.Id}/{TableKeys.Of(night)}-{kind.NameOf()}{Ending}";

    private static async Task UploadAsync(
        BlobContainerClient container, HashSet<string> written, string name, BinaryData content, CancellationToken cancellationToken)
    {
        await container.GetBlobClient(name).UploadAsync(content, overwrite: true, cancellationToken);
        written.Add(name);
    }
}

/// <summary>A pupil in a return.</summary>
/// <param name="Matter">Why the pupil is in it, in words.</param>
/// <param name="Facts">What the return says besides the pupil and the parents: the name of the column, and the value.</param>
internal sealed record ReturnEntry(ReturnKind Kind, Pupil Pupil, string Matter, IReadOnlyList<(string Column, Cell Value)> Facts)
{
    /// <summary>The names of the roster's columns that the return needs and that are empty.</summary>
    public IReadOnlyList<string> Missing => Kind.MissingColumns(Pupil);

    /// <summary>The open returns about a pupil.</summary>
    public static IEnumerable<ReturnEntry> Of(PupilNight night)
    {
        foreach (var action in night.Case.StatutoryActions.Where(action => action.Key is not null))
        {
            if (ReturnKinds.Of(action.Threshold) is { } kind)
            {
                yield return new(kind, night.Pupil, MatterOf(action.Threshold),
                [
                    ("From", Cell.Date(action.First)), ("To", Cell.Date(action.Last)), ("Counted", action.Evidence),
                    .. kind == ReturnKind.Attendance ? [("Cause", Cause(night, action))] : Array.Empty<(string, Cell)>(),
                ]);
            }
        }

        foreach (var matter in night.Case.Notifications.Where(matter => matter.IsOpen))
        {
            if (ReturnKinds.Of(matter) is { } kind)
            {
                yield return kind == ReturnKind.NewPupil ? Joined(night.Pupil, matter) : Left(night.Pupil, matter);
            }
        }
    }

    private static ReturnEntry Joined(Pupil pupil, Notification matter) =>
        new(ReturnKind.NewPupil, pupil, "New pupil",
        [
            ("Admission", Cell.Date(matter.About)), ("Sex", pupil.Sex == Sex.NotStated ? "" : pupil.Sex.ToString().ToLowerInvariant()),
            ("LastSchool", pupil.LastSchool),
        ]);

    private static ReturnEntry Left(Pupil pupil, Notification matter) => new(ReturnKind.Deletion, pupil, "Comes off the roll",
    [
        ("Leaving", Cell.Date(matter.About)), ("LeavingReason", pupil.Departure.Ground?.Describe() ?? ""),
        ("Destination", pupil.Departure.Destination), ("NewAddress", pupil.Departure.NewAddress),
    ]);

    private static string MatterOf(StatutoryThreshold threshold) => threshold switch
    {
        StatutoryThreshold.Illness => "Missed the days through illness",
        StatutoryThreshold.IllnessOnCourse => "On course to miss the days through illness",
        StatutoryThreshold.UnauthorisedDays => "Absent without leave for the days",
        _ => "Fails to attend regularly",
    };

    /// <summary>
    /// The cause as far as the register knows it: the codes of the unauthorised sessions, in words.
    /// </summary>
    private static string Cause(PupilNight night, StatutoryAction action) => string.Join(", ",
        night.MarksIn(action.First, action.Last).Where(stated => stated.Mark.Code.Class == CodeClass.Unauthorised)
            .GroupBy(stated => stated.Mark.Code.Text, StringComparer.Ordinal).OrderBy(code => code.Key, StringComparer.Ordinal)
            .Select(code => $"{code.First().Mark.Code.Meaning} ({English.Count(code.Count(), "session")})"));
}

/// <summary>A return as CSV: one row for each pupil, with as many parents as the pupil with the most has, and at least two.</summary>
internal static class ReturnSheet
{
    private const int LeastParents = 2;

    private static readonly string[] OfParent = ["Name", "Relationship", "Address", "Phone", "Email"];

    public static BinaryData Csv(School school, ReturnKind kind, IReadOnlyList<ReturnEntry> entries)
    {
        var facts = entries.SelectMany(entry => entry.Facts.Select(fact => fact.Column)).Distinct(StringComparer.Ordinal).ToList();
        var parents = Math.Max(LeastParents, entries.Max(entry => ReturnKinds.Parents(entry.Pupil).Count));
        string[] columns =
        [
            "LocalAuthority", "School", "SchoolName", "Return", "UPN", "Surname", "Forename", "DateOfBirth", "YearGroup", "Class",
            "Address", "Why", .. facts,
            .. Enumerable.Range(1, parents).SelectMany(number => OfParent
                .Select(name => string.Create(CultureInfo.InvariantCulture, $"Parent{number}{name}"))),
            "MissingOnRoster",
        ];
        return CsvSheet.Make(columns, entries.Select(entry => Cells(school, kind, entry, facts, parents)), forPeople: true);
    }

    private static IEnumerable<Cell> Cells(School school, ReturnKind kind, ReturnEntry entry, IEnumerable<string> facts, int parents)
    {
        var (pupil, known) = (entry.Pupil, ReturnKinds.Parents(entry.Pupil));
        return
        [
            school.LocalAuthority, school.Id.ToString(), school.Name, kind.TitleOf(school.Returns), pupil.Upn.ToString(), pupil.Surname,
            pupil.Forename, pupil.DateOfBirth, pupil.YearGroup, pupil.Class, pupil.HomeAddress, entry.Matter,
            .. facts.Select(column => entry.Facts.FirstOrDefault(fact => fact.Column == column).Value),
            .. Enumerable.Range(0, parents).SelectMany(index => index < known.Count
                ? CellsOf(known[index])
                : Enumerable.Repeat(Cell.Empty, OfParent.Length)),
            string.Join(", ", entry.Missing),
        ];
    }

    private static Cell[] CellsOf(Contact parent) =>
        [parent.Name, parent.Relationship, parent.HomeAddress, parent.Mobile, parent.Email];
}
