using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>The parts of a morning's work, in the order in which they are done.</summary>
public enum OpenSection
{
    /// <summary>Children who were not seen this morning.</summary>
    NotSeen,

    /// <summary>People who must be told today, and homes to visit.</summary>
    Tell,

    /// <summary>What the law dates today or earlier.</summary>
    Law,

    /// <summary>Duties whose day is over.</summary>
    Overdue,

    /// <summary>What happened last night.</summary>
    New,

    /// <summary>What waits for a decision.</summary>
    Decide,

    /// <summary>What can wait: it is not due yet, or only to be known.</summary>
    Later,

    /// <summary>The children who wait to be taken up from the time before the school started with this product.</summary>
    Baseline,
}

/// <summary>The headings of the parts.</summary>
public static class OpenSections
{
    /// <summary>The heading of what waits and is about messages, after the parts about children.</summary>
    public const string Messages = "Messages that wait";

    /// <summary>The heading of what is about the school and not about a child; the last one.</summary>
    public const string Files = "Files and registers";

    public static string Title(this OpenSection section) => section switch
    {
        OpenSection.NotSeen => "Not seen this morning",
        OpenSection.Tell => "Tell or visit today",
        OpenSection.Law => "Due today by law",
        OpenSection.Overdue => "Overdue",
        OpenSection.New => "New since yesterday",
        OpenSection.Decide => "To decide, lowest attendance first",
        OpenSection.Later => "Not due yet",
        OpenSection.Baseline => "From before the start, lowest attendance first",
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, "Not a section."),
    };

    /// <summary>The heading without what it says of the order.</summary>
    public static string ShortTitle(this OpenSection section) => section.Title().Split(',')[0];

    /// <summary>What is said where a part is empty.</summary>
    public static string WhenEmpty(this OpenSection section) => section switch
    {
        OpenSection.NotSeen => "Nobody is on the morning's list.",
        OpenSection.Tell => "Nobody has to be told or visited.",
        OpenSection.Law => "No day set by law is today or has passed.",
        OpenSection.Overdue => "Nothing is overdue.",
        OpenSection.New => "Nothing new.",
        OpenSection.Decide => "Nothing waits for a decision.",
        OpenSection.Later => "Nothing else is open.",
        OpenSection.Baseline => "Nobody waits from before the start.",
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, "Not a section."),
    };

    /// <summary>The part to which a row of a worklist belongs on a day.</summary>
    /// <param name="isOfMorning">Whether it is of the morning's list.</param>
    public static OpenSection Of(WorklistRow row, bool isOfMorning, DateOnly today) => row switch
    {
        { IsSafeguarding: true } => OpenSection.Tell,
        _ when isOfMorning => OpenSection.NotSeen,
        { IsDuty: true, NeedsSignIn: true, Due: { } due } when due <= today => OpenSection.Law,
        { IsDuty: true, Due: { } due } when due < today => OpenSection.Overdue,
        { Kind: WorklistKinds.Baseline } => OpenSection.Baseline,
        { Kind: WorklistKinds.Held or WorklistKinds.News or WorklistKinds.Moved } => OpenSection.New,
        { Waits: true, IsDuty: false } or { Kind: WorklistKinds.Shared } => OpenSection.Decide,
        _ => OpenSection.Later,
    };
}

/// <summary>A row of a block, with the part to which it belongs.</summary>
public sealed record OpenMatter(WorklistRow Row, OpenSection Section)
{
    /// <summary>Whether it is that an adult outside the school, such as a social worker, is to be told.</summary>
    public bool TellsAnAdult => Row is { IsSafeguarding: true, Kind: WorklistKinds.Case };
}

/// <summary>All that is open about one child, without the messages that wait.</summary>
/// <param name="Key">The key by which addresses name the child; null where no page is led to.</param>
/// <param name="Matters">The rows, the most urgent first; at least one.</param>
public sealed record OpenBlock(WorklistPupil Pupil, OpaqueKey? Key, IReadOnlyList<OpenMatter> Matters)
{
    /// <summary>Whether there is nothing in it but news, of which nothing is to be done.</summary>
    public bool IsNews => Matters.All(matter => IsNewsAlone(matter.Row));

    /// <summary>Whether a row is news, and nothing is to be done or decided.</summary>
    public static bool IsNewsAlone(WorklistRow row) =>
        row is { Kind: WorklistKinds.News or WorklistKinds.Moved, Waits: false, IsDuty: false, Due: null };

    /// <summary>The part in which the block stands: that of its most urgent row.</summary>
    public OpenSection Section => Matters[0].Section;

    /// <summary>Attendance in percent; null without a possible session.</summary>
    public decimal? Percent => Pupil.Percent.AsNumber;

    /// <summary>The earliest day by which something is due; null if nothing is.</summary>
    public DateOnly? Due => Matters.Min(matter => matter.Row.Due);

    /// <summary>The child's name as it is said: forename first.</summary>
    public string Name => $"{Pupil.Forename} {Pupil.Surname}".Trim() is { Length: > 0 } name ? name : "A child who is not on the roster";

    /// <summary>The blocks of a school's rows on a day, in the order in which they are worked through.</summary>
    /// <param name="keyOf">Makes the keys of the children; null where no page is led to.</param>
    public static IReadOnlyList<OpenBlock> AllOf(IEnumerable<OpenRows> open, DateOnly today, Func<Upn, OpaqueKey>? keyOf = null) =>
    [
        .. open.Select(rows => Of(rows, today, keyOf)).OfType<OpenBlock>()
            .OrderBy(block => block.Section)
            // Whoever works with a child is told before homes are visited, as in the morning's list.
            .ThenBy(block => block.Section == OpenSection.Tell && !block.Matters.Any(matter => matter.TellsAnAdult))
            .ThenBy(block => block.Section is OpenSection.Law or OpenSection.Overdue or OpenSection.Later
                ? block.Due ?? DateOnly.MaxValue : DateOnly.MinValue)
            .ThenBy(block => block.Percent ?? decimal.MaxValue)
            .ThenBy(block => block.Pupil.Surname, StringComparer.Ordinal).ThenBy(block => block.Pupil.Forename, StringComparer.Ordinal)
            .ThenBy(block => block.Pupil.Upn, StringComparer.Ordinal),
    ];

    /// <summary>A child's block on a day; null if nothing but messages is open.</summary>
    public static OpenBlock? Of(OpenRows rows, DateOnly today, Func<Upn, OpaqueKey>? keyOf)
    {
        var matters = rows.MorningOf(today).Select(row => new OpenMatter(row, OpenSections.Of(row, isOfMorning: true, today)))
            .Concat(rows.NightOn(today).Where(row => row.Message is null)
                .Select(row => new OpenMatter(row, OpenSections.Of(row, isOfMorning: false, today))))
            .OrderBy(matter => matter.Section).ThenBy(matter => matter.Row.Due ?? DateOnly.MaxValue).ToList();
        return matters is [{ Row.Pupil: { } pupil }, ..] ? new(pupil, rows.Upn is { } upn ? keyOf?.Invoke(upn) : null, matters) : null;
    }
}
