using AttendanceFunctions.Functions.Documents.Sheets;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// Writes open returns to local authorities, each as CSV and as a Word document: a school's own as
/// worklists/{school}/{date}-{return}-return.csv and .docx, and those of all schools in one authority, for the people of the trust, as
/// summaries/{date}/{authority}-{return}-return.csv and .docx. They are made anew each night from the newest rosters; people check, sign
/// and send them, and the product sends none.
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
            $"The return is in {Containers.Worklists}/{PrefixOf(school, night)}{NameOf(kind)}{Document}, and as .csv.",
            .. missing.Count == 0 ? Array.Empty<string>()
                : [$"The roster does not say: {string.Join(", ", missing)}. Fill in these columns, or write the values into the return."],
        ];
    }

    /// <summary>Writes the returns of a school's night. A repetition deletes those that nobody has to make any more.</summary>
    /// <param name="pupils">The pupils on roll, and those who have left.</param>
    public Task WriteAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils, CancellationToken cancellationToken) => WriteAsync(
        Containers.Worklists, PrefixOf(school, night),
        from pupil in pupils
        from entry in ReturnEntry.Of(school, pupil.Pupil, pupil.Case, pupil.MarksIn)
        group entry by NameOf(entry.Kind),
        entries => ReturnDocument.OfSchool(trust, school, night, entries), cancellationToken);

    /// <summary>Writes the returns of all schools of the trust, one of each kind for each local authority.</summary>
    internal Task WriteAsync(Trust trust, DateOnly night, IEnumerable<ReturnEntry> ofSchools, CancellationToken cancellationToken) =>
        WriteAsync(
            Containers.Summaries, $"{TableKeys.Of(night)}/",
            ofSchools.GroupBy(entry => $"{FileNameOf(entry.School.LocalAuthority)}-{NameOf(entry.Kind)}", StringComparer.Ordinal),
            entries => ReturnDocument.OfTrust(trust, night, entries), cancellationToken);

    /// <param name="returns">The entries of each return, by the name of its files after the prefix and without their ending.</param>
    private async Task WriteAsync(
        string container, string prefix, IEnumerable<IGrouping<string, ReturnEntry>> returns,
        Func<IReadOnlyList<ReturnEntry>, byte[]> document, CancellationToken cancellationToken)
    {
        var (files, written) = (storage.Container(container), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entries in returns)
        {
            var rows = entries.OrderBy(entry => entry.School.Name, StringComparer.Ordinal).ThenBy(entry => entry.School.Id)
                .ThenBy(entry => entry.Pupil.Surname, StringComparer.Ordinal)
                .ThenBy(entry => entry.Pupil.Forename, StringComparer.Ordinal).ThenBy(entry => entry.Pupil.Upn).ToList();
            var name = prefix + entries.Key;
            await UploadAsync(files, written, $"{name}.csv", ReturnSheet.Csv(rows), cancellationToken);
            await UploadAsync(files, written, name + Document, BinaryData.FromBytes(document(rows)), cancellationToken);
        }

        var there = files.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", prefix, cancellationToken);
        await foreach (var entry in there)
        {
            if (entry.IsBlob && Path.GetFileNameWithoutExtension(entry.Blob.Name).EndsWith(Ending, StringComparison.Ordinal)
                && !written.Contains(entry.Blob.Name))
            {
                await files.DeleteBlobIfExistsAsync(entry.Blob.Name, cancellationToken: cancellationToken);
            }
        }
    }

    private static string PrefixOf(School school, DateOnly night) => $"{school.Id}/{TableKeys.Of(night)}-";

    private static string NameOf(ReturnKind kind) => $"{kind.NameOf()}{Ending}";

    /// <summary>A local authority's name in a file's name: "st-helens" of "St. Helens".</summary>
    private static string FileNameOf(string authority) => string.Join('-', new string(
        [.. authority.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static async Task UploadAsync(
        BlobContainerClient container, HashSet<string> written, string name, BinaryData content, CancellationToken cancellationToken)
    {
        await container.GetBlobClient(name).UploadAsync(content, overwrite: true, cancellationToken);
        written.Add(name);
    }
}

/// <summary>
/// Writes the open returns of all schools of the trust, for its people, from what the schools' nights have stored. A school whose night is
/// not done is in it with the night before.
/// </summary>
public sealed class TrustReturns(CaseTable cases, PupilTable pupils, AttendanceTable attendance, ReturnFiles files)
{
    public async Task WriteAsync(Trust trust, DateOnly night, CancellationToken cancellationToken)
    {
        var entries = new List<ReturnEntry>();
        foreach (var school in trust.Schools)
        {
            await AddAsync(entries, school, night, cancellationToken);
        }

        await files.WriteAsync(trust, night, entries, cancellationToken);
    }

    private async Task AddAsync(List<ReturnEntry> entries, School school, DateOnly night, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(night);
        var stored = await cases.ReadAsync(school.Id, year, cancellationToken);
        var open = stored.Values.Select(row => row.Value).Where(ReturnEntry.HasOpen).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var rosters = await pupils.ReadEntriesAsync(school.Id, cancellationToken);
        foreach (var current in open.OrderBy(current => current.Upn))
        {
            if (rosters.TryGetValue(current.Upn, out var entry)
                && (entry.Claims(night) || current.Notifications.Any(known => known.IsOpen)))
            {
                var record = await attendance.FindAsync(school.Id, year, current.Upn, cancellationToken)
                    ?? AttendanceRecord.Empty(current.Upn, year);
                var pupil = entry.End is { } end ? entry.Pupil with { OnRoll = entry.Pupil.OnRoll with { Leaving = end } } : entry.Pupil;
                entries.AddRange(ReturnEntry.Of(school, pupil, current, (first, last) => record.Marks.Stated(first, last)));
            }
        }
    }
}

/// <summary>A pupil in a return.</summary>
/// <param name="Matter">Why the pupil is in it, in words.</param>
/// <param name="Facts">What the return says besides the pupil and the parents: the name of the column, and the value.</param>
public sealed record ReturnEntry(
    School School, ReturnKind Kind, Pupil Pupil, string Matter, IReadOnlyList<(string Column, Cell Value)> Facts)
{
    /// <summary>The names of the roster's columns that the return needs and that are empty.</summary>
    public IReadOnlyList<string> Missing => Kind.MissingColumns(Pupil);

    /// <summary>Whether a pupil's case has an open return.</summary>
    public static bool HasOpen(Case current) => ActionsOf(current).Any() || MattersOf(current).Any();

    /// <summary>The open returns about a pupil.</summary>
    /// <param name="marksIn">The pupil's marks between two days, both included.</param>
    public static IEnumerable<ReturnEntry> Of(
        School school, Pupil pupil, Case current, Func<DateOnly, DateOnly, IEnumerable<(Session Session, Mark Mark)>> marksIn) =>
    [
        .. from action in ActionsOf(current)
           let cause = action.Kind == ReturnKind.Attendance
               ? [("Cause", Cause(marksIn(action.Action.First, action.Action.Last)))]
               : Array.Empty<(string, Cell)>()
           select new ReturnEntry(school, action.Kind, pupil, MatterOf(action.Action.Threshold),
           [
               ("From", Cell.Date(action.Action.First)), ("To", Cell.Date(action.Action.Last)), ("Counted", action.Action.Evidence),
               .. cause,
           ]),
        .. from matter in MattersOf(current)
           select matter.Kind == ReturnKind.NewPupil ? Joined(school, pupil, matter.About) : Left(school, pupil, matter.About),
    ];

    private static IEnumerable<(ReturnKind Kind, StatutoryAction Action)> ActionsOf(Case current) =>
        from action in current.StatutoryActions
        where action.Key is not null
        let kind = ReturnKinds.Of(action.Threshold)
        where kind is not null
        select (kind.Value, action);

    private static IEnumerable<(ReturnKind Kind, DateOnly About)> MattersOf(Case current) =>
        from matter in current.Notifications
        where matter.IsOpen
        let kind = ReturnKinds.Of(matter)
        where kind is not null
        select (kind.Value, matter.About);

    private static ReturnEntry Joined(School school, Pupil pupil, DateOnly admission) => new(
        school, ReturnKind.NewPupil, pupil, "New pupil",
    [
        ("Admission", Cell.Date(admission)), ("Sex", pupil.Sex == Sex.NotStated ? "" : pupil.Sex.ToString().ToLowerInvariant()),
        ("LastSchool", pupil.LastSchool),
    ]);

    private static ReturnEntry Left(School school, Pupil pupil, DateOnly leaving) => new(
        school, ReturnKind.Deletion, pupil, "Comes off the roll",
    [
        ("Leaving", Cell.Date(leaving)), ("LeavingReason", pupil.Departure.Ground?.Describe() ?? ""),
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
    private static string Cause(IEnumerable<(Session Session, Mark Mark)> marks) => string.Join(", ",
        marks.Where(stated => stated.Mark.Code.Class == CodeClass.Unauthorised)
            .GroupBy(stated => stated.Mark.Code.Text, StringComparer.Ordinal).OrderBy(code => code.Key, StringComparer.Ordinal)
            .Select(code => $"{code.First().Mark.Code.Meaning} ({English.Count(code.Count(), "session")})"));
}

/// <summary>A return as CSV: one row for each pupil, with as many parents as the pupil with the most has, and at least two.</summary>
internal static class ReturnSheet
{
    private const int LeastParents = 2;

    private static readonly string[] OfParent = ["Name", "Relationship", "Address", "Phone", "Email"];

    /// <param name="entries">Of one kind and one local authority; at least one.</param>
    public static BinaryData Csv(IReadOnlyList<ReturnEntry> entries)
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
        return CsvSheet.Make(columns, entries.Select(entry => Cells(entry, facts, parents)), forPeople: true);
    }

    private static IEnumerable<Cell> Cells(ReturnEntry entry, IEnumerable<string> facts, int parents)
    {
        var (school, pupil, known) = (entry.School, entry.Pupil, ReturnKinds.Parents(entry.Pupil));
        return
        [
            school.LocalAuthority, school.Id.ToString(), school.Name, entry.Kind.TitleOf(school.Returns), pupil.Upn.ToString(),
            pupil.Surname, pupil.Forename, pupil.DateOfBirth, pupil.YearGroup, pupil.Class, pupil.HomeAddress, entry.Matter,
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
