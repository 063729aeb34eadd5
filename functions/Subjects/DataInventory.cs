using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>What becomes of something held about a pupil when it is to be erased.</summary>
public enum ErasureAction
{
    /// <summary>It goes.</summary>
    Erased,

    /// <summary>What the law has the school keep stays of it; the rest goes.</summary>
    Reduced,

    /// <summary>It stays.</summary>
    Kept,

    /// <summary>It says nothing about a pupil.</summary>
    AboutNobody,
}

/// <summary>A table or a container, and what it means for the people whom it is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fate">What erasure does with it.</param>
/// <param name="Why">In words, for whoever asked.</param>
public sealed record InventoryEntry(string Name, ErasureAction Fate, string Why)
{
    public bool IsAboutPupils => Fate != ErasureAction.AboutNobody;
}

/// <summary>
/// Every table and container with what erasure does with it (decision 0017). One that is not in these lists is found by a test:
/// nothing may be held that nobody thought of.
/// </summary>
public static class DataInventory
{
    private const string Register = "The attendance register is kept for six years by law: marks, and the name that they belong to.";

    private const string Morning = "Made for one morning's work, which is done.";

    public static IReadOnlyList<InventoryEntry> OfTables { get; } =
    [
        new(Tables.Pupils, ErasureAction.Reduced, $"{Register} Contacts, circumstance and all else go."),
        new(Tables.Attendance, ErasureAction.Reduced, $"{Register} What nights read off the marks goes."),
        new(Tables.Cases, ErasureAction.Erased, "Where the graduated response stood, with its duties, decisions and recorded contacts."),
        new(Tables.CaseEvents, ErasureAction.Erased, "The history of the case, with people's notes."),
        new(Tables.Nudges, ErasureAction.Erased, "The ledger's rows about this pupil. How many messages there were stays as counts in SchoolNights and summaries."),
        new(Tables.SentTexts, ErasureAction.Erased, "Where the ledger rows of texts stood."),
        new(Tables.UnusableAddresses, ErasureAction.Erased, "Keys of numbers and addresses of this pupil's contacts, and of no other pupil's, that cannot be reached."),
        new(Tables.Failures, ErasureAction.Erased, "Failed work that names a message about this pupil."),
        new(Tables.Intake, ErasureAction.AboutNobody, "Names, versions, counts and dates of files."),
        new(Tables.SchoolNights, ErasureAction.AboutNobody, "A school's sums of a night."),
        new(Tables.LeadNotes, ErasureAction.AboutNobody, "Whether the morning's note to the trust lead was sent."),
    ];

    public static IReadOnlyList<InventoryEntry> OfContainers { get; } =
    [
        new(Containers.Registers, ErasureAction.Kept, $"{Register} A register file is the entry itself, and the time at which it was written ranks it; so it is never rewritten, and goes as a whole after six years."),
        new(Containers.Rosters, ErasureAction.Reduced, $"{Register} The row keeps names, year group, admission and leaving."),
        new(Containers.Decisions, ErasureAction.Erased, "A file that names the pupil goes as a whole; what it decided stands in the ledger and in histories."),
        new(Containers.Summaries, ErasureAction.Erased, "The pupil's rows, and the page and the workbook of a school's own cut of a night that has any, for they say the same as its CSV files. Sums stay."),
        new(Containers.Worklists, ErasureAction.Erased, $"{Morning} The pupil's rows go, and the workbook of a night that has any, for it says the same as the CSV."),
        new(Containers.Letters, ErasureAction.Erased, "Letters that were made, and their lines in the index. What was signed is in the pupil's file at school."),
        new(Containers.Rejected, ErasureAction.Erased, $"{Morning} The pupil's rows go."),
        new(Containers.Settings, ErasureAction.AboutNobody, "The trust's settings and templates."),
        new(Containers.Leases, ErasureAction.AboutNobody, "Empty blobs."),
    ];

    public static InventoryEntry Of(string name) => OfTables.Concat(OfContainers).Single(holding => holding.Name == name);
}
