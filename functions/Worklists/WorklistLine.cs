namespace AttendanceFunctions.Functions.Worklists;

/// <summary>A row of a worklist's files, in the order in which a school works through it: the order of the office's page.</summary>
/// <param name="Part">The heading of the part of the morning's work in which it stands.</param>
/// <param name="IsFollowing">Whether the line before is about the same child.</param>
public sealed record WorklistLine(string Part, WorklistRow Row, bool IsFollowing)
{
    /// <summary>The lines of a night's rows, for the morning on which they are read.</summary>
    public static IReadOnlyList<WorklistLine> OfNight(IEnumerable<WorklistRow> rows, DateOnly morning) =>
        InOrder([.. ByPupil(rows)], morning);

    /// <summary>The lines of the rows of a day's morning, in their own order.</summary>
    public static IReadOnlyList<WorklistLine> OfMorning(IEnumerable<WorklistRow> rows, DateOnly day) =>
    [
        .. from row in rows
           let part = row.Pupil is null ? OpenSections.Files : OpenSections.Of(row, isOfMorning: true, day).Title()
           select new WorklistLine(part, row, IsFollowing: false),
    ];

    private static IEnumerable<OpenRows> ByPupil(IEnumerable<WorklistRow> rows) =>
        from row in rows
        group row by row.Pupil?.Upn into ofPupil
        select new OpenRows(ofPupil.Key is { } upn ? Upn.Parse(upn) : null) { OfNight = [.. ofPupil] };

    /// <summary>One block a child, then the messages that wait by kind, and last what is about the school.</summary>
    private static IReadOnlyList<WorklistLine> InOrder(IReadOnlyList<OpenRows> all, DateOnly day)
    {
        var messages =
            from row in all.SelectMany(rows => rows.OfNight)
            where row.Message is not null
            orderby row.Message, row.Pupil?.Surname, row.Pupil?.Forename
            select new WorklistLine(OpenSections.Messages, row, IsFollowing: false);
        var ofSchool = all.Where(rows => rows.Upn is null).SelectMany(rows => rows.OfNight);
        return
        [
            .. OpenBlock.AllOf(all, day).SelectMany(block => block.Matters.Select((matter, index) =>
                new WorklistLine(block.Section.Title(), matter.Row, IsFollowing: index > 0))),
            .. messages,
            .. ofSchool.Select(row => new WorklistLine(OpenSections.Files, row, IsFollowing: false)),
        ];
    }
}
