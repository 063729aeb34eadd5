namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// How much comes up anew at a school on a night: twelve rows for 200 pupils, as far as it lies with what can wait (decision 0057). What
/// people see as one row is all that is open about a child; the list of children of whom there is only news; the messages of a kind that
/// wait; and each row about the school.
/// </summary>
public static class RoomOfDay
{
    private const int Rows = 12;

    private const int OfPupils = 200;

    /// <summary>A smaller school has the room of a school of a hundred: there one child more on a day says nothing.</summary>
    private const int FewestPupils = 100;

    private const string News = "news";

    /// <summary>The most new rows of a night, rounded up.</summary>
    public static int Of(int pupils) => ((Rows * Math.Max(pupils, FewestPupils)) + OfPupils - 1) / OfPupils;

    /// <summary>
    /// The rows that come up: all that cannot wait, all about children who have other rows, and of the rest as many children as there is
    /// room for, those first whose last day comes first. The others wait for a later night.
    /// </summary>
    /// <param name="rows">The rows of the night.</param>
    /// <param name="before">The school's rows as they are stored: of the night before or, if this night is repeated, its own.</param>
    /// <param name="pupils">The pupils on roll.</param>
    /// <returns>The rows that come up, each with the night since which it is there.</returns>
    public static IReadOnlyList<WorklistRow> Choose(
        IReadOnlyList<WorklistRow> rows, IReadOnlyList<WorklistRow> before, DateOnly night, int pupils)
    {
        // What a repeated night brought up itself was not there before it.
        var known = ByBlock([.. before.Where(row => row.Since != night)]).ToDictionary(block => block.Key, block => block.First().Since);
        var added = ByBlock(rows).Where(block => !known.ContainsKey(block.Key)).ToList();
        var waiting = added.Where(block => MayWait(block, night)).ToList();
        // A child who waits may have news, which then stand in the list of news.
        var certain = added.Count - waiting.Count
            + (waiting.Any(block => block.Any(OpenBlock.IsNewsAlone)) && !known.ContainsKey(News) && added.All(block => block.Key != News)
                ? 1 : 0);
        var later = waiting.OrderBy(block => block.Min(row => row.UpBy)).ThenBy(block => block.Key, StringComparer.Ordinal)
            .Skip(Math.Max(Of(pupils) - certain, 0)).SelectMany(block => block.Where(row => row.UpBy is not null)).ToHashSet();
        return
        [
            .. from block in ByBlock([.. rows.Where(row => !later.Contains(row))])
               let since = known.TryGetValue(block.Key, out var then) ? then : night
               from row in block
               select row with { Since = since },
        ];
    }

    /// <summary>Whether all that there is to do about a child can wait, and its last day has not come.</summary>
    private static bool MayWait(IEnumerable<WorklistRow> block, DateOnly night) =>
        block.Where(row => !OpenBlock.IsNewsAlone(row)).ToList() is { Count: > 0 } open && open.TrueForAll(row => row.UpBy > night);

    private static IEnumerable<IGrouping<string, WorklistRow>> ByBlock(IReadOnlyList<WorklistRow> rows)
    {
        var withWork = rows.Where(row => row is { Message: null, Pupil: not null } && !OpenBlock.IsNewsAlone(row))
            .Select(row => row.Pupil!.Upn).ToHashSet(StringComparer.Ordinal);
        return rows.GroupBy(
            row => row switch
            {
                { Message: { } kind } => $"messages of the kind {kind}",
                { Pupil.Upn: { } upn } => withWork.Contains(upn) ? upn : News,
                _ => $"{row.Kind}: {row.What}",
            },
            StringComparer.Ordinal);
    }
}
