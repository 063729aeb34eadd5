using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A part of a morning's work as the page shows it.</summary>
/// <param name="Blocks">The blocks that fit the morning.</param>
/// <param name="Others">How many more there are, which are one click away.</param>
public sealed record TodayPart(OpenSection Section, IReadOnlyList<OpenBlock> Blocks, int Others)
{
    public int All => Blocks.Count + Others;
}

/// <summary>The messages of one kind that wait for a person.</summary>
/// <param name="Rows">Each with the child, the recipient and the wording; at least one.</param>
public sealed record WaitingMessages(MessageKind Kind, IReadOnlyList<WorklistRow> Rows)
{
    /// <summary>The most messages that Today shows one by one; of more it shows one, and they have a page of their own.</summary>
    private const int MostOnToday = 10;

    public bool IsLong => Rows.Count > MostOnToday;
}

/// <summary>A school's morning on one page.</summary>
/// <param name="Good">What the first lines say about last night and the registers, in sentences.</param>
/// <param name="IsGood">Whether last night was done and complete.</param>
/// <param name="First">The first things to do, in order; at most five.</param>
/// <param name="Messages">The messages that wait, by kind.</param>
/// <param name="Files">Files and registers that need somebody.</param>
/// <param name="Later">How many children have only what is not due yet.</param>
/// <param name="Baseline">How many children wait to be taken up from the time before the school started with this product.</param>
public sealed record TodayView(
    School School, DateOnly Today, IReadOnlyList<string> Good, bool IsGood, IReadOnlyList<OpenBlock> First, IReadOnlyList<TodayPart> Parts,
    IReadOnlyList<WaitingMessages> Messages, IReadOnlyList<WorklistRow> Files, int Later, int Baseline)
{
    /// <summary>The most of the first things to do.</summary>
    private const int MostFirst = 5;

    /// <summary>The parts that are shown whole, however long they are: a child's safety does not wait for another page.</summary>
    private static readonly OpenSection[] Whole = [OpenSection.NotSeen, OpenSection.Tell];

    /// <summary>The parts that share what the law leaves of a morning.</summary>
    private static readonly OpenSection[] Shared = [OpenSection.New, OpenSection.Overdue, OpenSection.Decide];

    /// <summary>Arranges a school's morning.</summary>
    /// <param name="good">What there is to say about last night.</param>
    /// <param name="isGood">Whether last night was done and complete.</param>
    public static TodayView Of(
        School school, DateOnly today, IReadOnlyList<string> good, bool isGood, IReadOnlyList<OpenRows> open, Func<Upn, OpaqueKey> keyOf)
    {
        var blocks = OpenBlock.AllOf(open, today, keyOf);
        var bySection = blocks.ToLookup(block => block.Section);
        TodayPart PartOf(OpenSection section, int most) =>
            new(section, [.. bySection[section].Take(most)], Math.Max(0, bySection[section].Count() - most));
        // Each part keeps room for one child at least, so that a long one hides no other.
        var room = Math.Max(1 + Shared.Length, MostBlocks(school) - Whole.Sum(section => bySection[section].Count()));
        var law = PartOf(OpenSection.Law, room - Shared.Length);
        var shares = Shares(room - law.Blocks.Count, [.. Shared.Select(section => bySection[section].Count())]);
        var parts = Whole.Select(section => PartOf(section, int.MaxValue)).Append(law).Concat(Shared.Zip(shares, PartOf))
            .OrderBy(part => part.Section).ToList();
        var ofSchool = open.Where(rows => rows.Upn is null).SelectMany(rows => rows.MorningOf(today).Concat(rows.NightOn(today)));
        return new(
            school, today, good, isGood,
            // What is new is to be known; what waits is to be done.
            [.. parts.OrderBy(part => part.Section == OpenSection.New).SelectMany(part => part.Blocks).Take(MostFirst)],
            parts, MessagesOf(open, today),
            [.. ofSchool], bySection[OpenSection.Later].Count(),
            blocks.Count(block => block.Matters.Any(matter => matter.Section == OpenSection.Baseline)));
    }

    /// <summary>The most blocks of a school's morning: what an office can work through before registers close.</summary>
    private static int MostBlocks(School school) => school.Phase == Phase.Secondary ? 40 : 15;

    /// <summary>Shares out room: each part gets the same, and what one does not need goes to the others, the last first.</summary>
    private static int[] Shares(int room, int[] wanted)
    {
        var shares = wanted.Select(count => Math.Min(count, room / wanted.Length)).ToArray();
        for (var index = shares.Length - 1; index >= 0; index--)
        {
            shares[index] += Math.Min(wanted[index] - shares[index], room - shares.Sum());
        }

        return shares;
    }

    /// <summary>The messages that wait on a day, by kind.</summary>
    public static IReadOnlyList<WaitingMessages> MessagesOf(IEnumerable<OpenRows> open, DateOnly today) =>
    [
        .. from rows in open
           from row in rows.OfNight
           where row.Message is not null && (row.Due ?? today) >= today
           group row by row.Message!.Value into ofKind
           orderby ofKind.Key
           select new WaitingMessages(ofKind.Key, [.. ofKind.OrderBy(row => row.Pupil?.Surname, StringComparer.Ordinal)]),
    ];
}
