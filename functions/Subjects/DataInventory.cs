namespace AttendanceFunctions.Functions.Subjects;

/// <summary>How erasure handles data about a pupil.</summary>
public enum ErasureAction
{
    /// <summary>All of it is deleted.</summary>
    Erased,

    /// <summary>What the law requires the school to keep stays; the rest is deleted.</summary>
    Reduced,

    /// <summary>All of it stays.</summary>
    Kept,

    /// <summary>It contains nothing about a pupil.</summary>
    AboutNobody,
}

/// <summary>A table or a container, and how erasure handles its data about a pupil.</summary>
/// <param name="Why">What it contains, and the reason for the handling, for the person who requested erasure.</param>
public sealed record InventoryEntry(string Name, ErasureAction Action, string Why)
{
    /// <summary>Whether it contains anything about pupils.</summary>
    public bool IsAboutPupils => Action != ErasureAction.AboutNobody;
}

/// <summary>Lists how erasure handles every table and container (decision 0017). A test fails if one is missing from the lists.</summary>
public static class DataInventory
{
    private const string Register = "The attendance register is kept for six years by law: marks, and the name that they belong to.";

    private const string Morning = "Made for one morning's work, which is done.";

    public static IReadOnlyList<InventoryEntry> OfTables { get; } =
    [
        new(Tables.Pupils, ErasureAction.Reduced, $"{Register} Contacts, addresses, circumstance and everything else are deleted."),
        new(Tables.SharedUpns, ErasureAction.Erased, "That another school of the trust has the UPN too."),
        new(Tables.Attendance, ErasureAction.Reduced, $"{Register} What nights worked out from the marks is deleted."),
        new(Tables.Cases, ErasureAction.Erased,
            "Where the graduated response stood, with its duties, checklist, decisions, penalty matter and notices, requests for leave, "
                + "reasons that the family told, recorded contacts, and who outside the school was told."),
        new(Tables.CaseEvents, ErasureAction.Erased, "The history of the case, with people's notes."),
        new(Tables.Nudges, ErasureAction.Erased,
            "The ledger's rows about this pupil. How many messages there were stays as counts in SchoolNights and summaries."),
        new(Tables.SentTexts, ErasureAction.Erased, "Which ledger row each text belongs to."),
        new(Tables.UnusableAddresses, ErasureAction.Erased,
            "Keys of numbers and addresses that cannot be reached, of this pupil's contacts and of no other pupil's."),
        new(Tables.ClearedAddresses, ErasureAction.Erased,
            "Keys of numbers and addresses that parents of several households share and a person said are right: those of this pupil's "
                + "contacts, while the roll states them."),
        new(Tables.FamilyKeys, ErasureAction.Erased,
            "Keys of the school's parents and children, among them this pupil's, by which siblings at other schools are found. The row of "
                + "the school is deleted, and its next night writes it without the pupil."),
        new(Tables.OpenRows, ErasureAction.Erased, $"{Morning} Rows that say something of the pupil."),
        new(Tables.AccessLog, ErasureAction.Kept,
            "Who opened the pupil's page, and when: it is kept for two years to show who saw the data, and holds the number alone."),
        new(Tables.Failures, ErasureAction.Erased, "Failed work that names a message about this pupil."),
        new(Tables.Intake, ErasureAction.AboutNobody, "Names, versions, counts and dates of files."),
        new(Tables.SchoolNights, ErasureAction.AboutNobody, "A school's sums of a night."),
        new(
            Tables.MorningNotes, ErasureAction.AboutNobody,
            "Whether the emails of the morning to the trust lead and to schools were sent."),
        new(Tables.Reviews, ErasureAction.AboutNobody,
            "What schools, and the trust for itself, answered in the reviews of their policies, by whom."),
        new(Tables.SendingPauses, ErasureAction.AboutNobody, "When all sending was paused and went on, by whom and why."),
        new(Tables.KeySecrets, ErasureAction.AboutNobody, "The secret from which opaque keys are made."),
    ];

    public static IReadOnlyList<InventoryEntry> OfContainers { get; } =
    [
        new(Containers.Registers, ErasureAction.Kept,
            $"{Register} A register file is the entry itself, and the time at which it was written ranks it. "
                + "So it is never rewritten, and is deleted as a whole after six years."),
        new(Containers.Rosters, ErasureAction.Reduced, $"{Register} The row keeps names, year group, admission and leaving."),
        new(Containers.Decisions, ErasureAction.Erased,
            "A file that names the pupil is deleted as a whole; what it decided is in the ledger and in histories."),
        new(Containers.Summaries, ErasureAction.Erased,
            "The pupil's rows are deleted, and so are the page and the workbook of the school's own summary of a night that has such rows, "
                + "and the document of a return to the local authority, because they say the same. Sums stay."),
        new(Containers.Worklists, ErasureAction.Erased,
            $"{Morning} The pupil's rows are deleted, and so are the workbook of a night that has such rows, and the document of a "
                + "return to the local authority, because they say the same."),
        new(Containers.Letters, ErasureAction.Erased,
            "Letters that were made, print runs with one of them, and their rows in the index. A letter that was signed is in the pupil's "
            + "file at school."),
        new(Containers.Rejected, ErasureAction.Erased, $"{Morning} The pupil's rows are deleted."),
        new(Containers.Settings, ErasureAction.AboutNobody, "The trust's settings and templates."),
        new(Containers.Templates, ErasureAction.AboutNobody, "The schools' own templates of letters, and who uploaded each."),
        new(Containers.Leases, ErasureAction.AboutNobody, "Empty files."),
    ];

    /// <summary>All entries, tables first.</summary>
    public static IEnumerable<InventoryEntry> All => OfTables.Concat(OfContainers);
}
