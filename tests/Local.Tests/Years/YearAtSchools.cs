using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>How many rows a school's worklist got anew on a day.</summary>
/// <param name="New">What is new, a line each: the UPN of a child with what is open about it, or a row that is about no child.</param>
/// <param name="Pupils">The pupils on roll.</param>
/// <param name="IsOrdinary">
/// Whether it is an ordinary day: not the last of a half term, on which everybody is looked at; not the school's first night, which knows
/// everything anew; and not the first night on which there are enough sessions to judge by, on which the year's cases begin.
/// </param>
internal sealed record WorklistDay(School School, DateOnly Night, IReadOnlyList<string> New, int Pupils, bool IsOrdinary)
{
    /// <summary>
    /// The most new rows on an ordinary day: twelve for each two hundred pupils, rounded up to a whole row. A school of fewer than a
    /// hundred pupils counts as one of a hundred, because there one child more on one day says nothing.
    /// </summary>
    public int Most => (12 * Math.Max(Pupils, 100) + 199) / 200;
}

/// <summary>What a simulated year leaves at the schools of the trust under one policy.</summary>
internal sealed class YearAtSchools
{
    private readonly List<WorklistDay> _days = [];

    private readonly Dictionary<LetterKind, int> _letters = [];

    private YearAtSchools(SentenceWalk walk) => Walk = walk;

    /// <summary>Where each sentence of the policy came up.</summary>
    public SentenceWalk Walk { get; }

    /// <summary>One of each kind of document.</summary>
    public EveryDocument Documents { get; } = new();

    /// <summary>The letters that the nights wrote, by kind.</summary>
    public IReadOnlyDictionary<LetterKind, int> Letters => _letters;

    /// <summary>The school days of each school.</summary>
    public IReadOnlyList<WorklistDay> Days => _days;

    public static async Task<YearAtSchools> OfAsync(SimulatedYear year, string policy)
    {
        var (trust, cases) = (year.Under(policy), year.Of(policy, Nights.EachOnce));
        var after = new YearAtSchools(new(trust.Schools[0].Policy));
        var calendar = TrustCalendar.Of(trust);
        var ends = year.Days.Where(day => calendar.PeriodsOf(day).Any(period => period.Kind == PeriodKind.Term))
            .ToDictionary(day => day, _ => new List<Evening>());
        foreach (var school in trust.Schools)
        {
            after.Add(new Evenings(year, trust, school, cases).All(), ends);
        }

        foreach (var end in ends.Values.Where(end => end.Count > 0))
        {
            await after.Walk.AddAsync(end);
            await after.Documents.AddSummariesAsync(end);
        }

        return after;
    }

    private void Add(IEnumerable<Evening> evenings, Dictionary<DateOnly, List<Evening>> ends)
    {
        var (before, isFirst, isMeasured) = (new Dictionary<string, string>(), true, false);
        foreach (var evening in evenings)
        {
            Walk.Add(evening);
            Documents.Add(evening);
            ends.GetValueOrDefault(evening.Night)?.Add(evening);
            foreach (var (kind, count) in evening.Letters.Letters.CountBy(letter => letter.Order.Kind))
            {
                _letters[kind] = _letters.GetValueOrDefault(kind) + count;
            }

            var measures = evening.Pupils.Any(pupil => pupil.Status is AttendanceStatus.Measured);
            var rows = RowsOf(evening.Rows);
            _days.Add(new(
                evening.School, evening.Night,
                [.. rows.Where(row => !before.ContainsKey(row.Key)).Select(row => $"{row.Key}: {row.Value}")], evening.Pupils.Count,
                !isFirst && (isMeasured || !measures) && !evening.School.Calendar.IsLastOfHalfTerm(evening.Night)));
            (before, isFirst, isMeasured) = (rows, false, isMeasured || measures);
        }
    }

    /// <summary>
    /// What people see as one row: all that is open about a child, in one block; the list of children of whom there is only news; the
    /// messages of a kind that wait, which are released together; and each row about the school. Each with what it says.
    /// </summary>
    private static Dictionary<string, string> RowsOf(IEnumerable<WorklistRow> rows)
    {
        var news = rows.Where(row => row is { Message: null, Pupil: not null }).GroupBy(row => row.Pupil!.Upn)
            .Where(child => child.All(OpenBlock.IsNewsAlone)).Select(child => child.Key).ToHashSet();
        return rows.GroupBy(row => row switch
        {
            { Message: { } kind } => $"messages of the kind {kind.NameOf()}",
            { Pupil.Upn: { } upn } => news.Contains(upn) ? "news" : upn,
            _ => $"{row.Kind} {row.What}",
        }).ToDictionary(block => block.Key, block => string.Join(" | ", block.Select(row => row.What)));
    }
}
