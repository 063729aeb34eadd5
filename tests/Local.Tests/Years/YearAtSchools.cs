using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>How many rows a school's worklist got anew on a day.</summary>
/// <param name="New">What is new: the UPN of a child, or what a row says that is about no child.</param>
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

    private YearAtSchools(SentenceWalk walk) => Walk = walk;

    /// <summary>Where each sentence of the policy came up.</summary>
    public SentenceWalk Walk { get; }

    /// <summary>One of each kind of document.</summary>
    public EveryDocument Documents { get; } = new();

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
        var (before, isFirst, isMeasured) = (new HashSet<string>(), true, false);
        foreach (var evening in evenings)
        {
            Walk.Add(evening);
            Documents.Add(evening);
            ends.GetValueOrDefault(evening.Night)?.Add(evening);
            var measures = evening.Pupils.Any(pupil => pupil.Status is AttendanceStatus.Measured);
            var rows = RowsOf(evening.Rows).ToHashSet(StringComparer.Ordinal);
            _days.Add(new(
                evening.School, evening.Night, [.. rows.Where(row => !before.Contains(row))], evening.Pupils.Count,
                !isFirst && (isMeasured || !measures) && !evening.School.Calendar.IsLastOfHalfTerm(evening.Night)));
            (before, isFirst, isMeasured) = (rows, false, isMeasured || measures);
        }
    }

    /// <summary>
    /// What people see as one row: all that is open about a child, in one block; the list of children of whom there is only news; the
    /// messages of a kind that wait, which are released together; and each row about the school.
    /// </summary>
    private static IEnumerable<string> RowsOf(IEnumerable<WorklistRow> rows)
    {
        var all = rows.ToLookup(row => row.Message is not null);
        return all[true].Select(row => $"{row.Message}")
            .Concat(all[false].Where(row => row.Pupil is null).Select(row => $"{row.Kind} {row.What}"))
            .Concat(all[false].Where(row => row.Pupil is not null).GroupBy(row => row.Pupil!.Upn)
                .Select(child => child.All(OpenBlock.IsNewsAlone) ? "news" : child.Key));
    }
}
