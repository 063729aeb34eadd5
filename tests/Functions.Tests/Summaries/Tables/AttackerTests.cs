using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>
/// Somebody holds every table of a trust and its schools of two neighbouring nights, except the tables of pupils, and knows of every pupil
/// of which groups the pupil is and how many sessions were possible. What can be concluded about the figures that are not shown?
/// </summary>
public sealed class AttackerTests
{
    private const int Trusts = 500;

    [Fact]
    public async Task No_hidden_figure_of_500_trusts_has_fewer_than_three_possible_values()
    {
        var (found, cells) = (new System.Collections.Concurrent.ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(Enumerable.Range(1, Trusts), async (seed, _) =>
        {
            var trust = await GeneratedTrust.DrawAsync(seed);
            var attack = new Attack(trust);
            Interlocked.Add(ref cells, attack.Hidden);
            foreach (var told in attack.Told())
            {
                found.Add($"trust {seed}: {told}");
            }
        });

        Assert.True(cells > 10 * Trusts, $"Only {cells} figures are hidden.");
        Assert.True(found.IsEmpty, $"{found.Count} of {cells}:\n{string.Join('\n', found.Order().Take(40))}");
    }

    [Fact]
    public void Three_possible_values_are_told_from_two()
    {
        // 3 + 5 = 8 and 5 + 1 = 6 are known: the first can be 2 to 8 if the others may be anything, and 2 or 3 if the last is at most 1.
        int[][] sums = [[0, 1], [1, 2]];
        Assert.True(new Bounds([3, 5, 1], [9, 9, 9], sums).HasRange([0], 6));
        Assert.False(new Bounds([3, 5, 1], [9, 9, 9], sums).HasRange([0], 7));
        Assert.True(new Bounds([3, 5, 1], [9, 9, 1], sums).HasRange([0], 1));
        Assert.False(new Bounds([3, 5, 1], [9, 9, 1], sums).HasRange([0], 2));
        // Two known sums that are the same in other words tell all of what lies in one of them alone.
        Assert.False(new Bounds([3, 5, 1], [9, 9, 9], [[0, 1], [0, 1, 2]]).HasRange([2], 1));
    }

    /// <summary>
    /// One published row: which pupils it counts, those who have left included, and the text of its cells. Beside England it counts their
    /// sessions on the days of England's figures.
    /// </summary>
    private sealed record Cells(
        string Name, bool IsOfTrust, int Night, IReadOnlyList<int> Pupils, Func<string, string> At, Func<string, bool> Has)
    {
        public bool IsBesideEngland { get; init; }
    }

    private sealed class Attack
    {
        private static readonly DateOnly FirstDay = new(2025, 9, 1);

        private readonly List<(int School, Upn Upn, PupilNight?[] Nights)> _pupils = [];
        private readonly List<Cells> _rows = [];
        private readonly GeneratedTrust _trust;
        private readonly int[] _alike;

        public Attack(GeneratedTrust trust)
        {
            _trust = trust;
            for (var school = 0; school < trust.Nights[0].Count; school++)
            {
                var nights = trust.Nights.Select(night => night[school].Pupils.ToDictionary(pupil => pupil.Pupil.Upn)).ToArray();
                _pupils.AddRange(nights.SelectMany(night => night.Keys).Distinct()
                    .Select(upn => (school, upn, nights.Select(night => night.GetValueOrDefault(upn)).ToArray())));
            }

            for (var night = 0; night < 2; night++)
            {
                for (var school = 0; school < trust.Nights[night].Count; school++)
                {
                    AddRows(night, trust.Nights[night][school].Page, school);
                }

                AddRows(night, trust.Pages[night], null);
            }

            // Pupils who are in the same rows need no unknown number of their own.
            var places = new Dictionary<string, int>();
            var rowsOf = _pupils.ConvertAll(pupil => new System.Text.StringBuilder().Append(pupil.School));
            foreach (var (number, row) in _rows.Index())
            {
                row.Pupils.ToList().ForEach(place => rowsOf[place].Append(' ').Append(number));
            }

            _alike = [.. rowsOf.Select(rows => places.TryGetValue(rows.ToString(), out var place)
                ? place
                : places[rows.ToString()] = places.Count)];
            Unknowns = places.Count;
        }

        private int Unknowns { get; }

        public int Hidden => _rows.Sum(row => (IsHidden(row, "attended", SessionsOf(row)) ? 1 : 0)
            + Counts.Count(count => row.Has(count.Column) && IsHidden(row, count.Column, pupil => count.Of(pupil).HasValue ? 1 : 0)));

        private static readonly (string Column, Func<PupilNight, bool?> Of)[] Counts =
        [
            ("persistent_absence", pupil => (pupil.Status as AttendanceStatus.Measured)?.IsPersistentAbsence),
            ("severe_absence", pupil => (pupil.Status as AttendanceStatus.Measured)?.IsSevereAbsence),
        ];

        public IEnumerable<string> Told() => ToldOfSessions().Concat(Counts.SelectMany(count =>
            new[] { 0, 1 }.SelectMany(night => ToldOfCount(night, count.Column, count.Of))));

        private IEnumerable<string> ToldOfSessions()
        {
            // Unknown are each pupil's absent sessions in every stretch of days that some row counts and another does not.
            var (before, now) = (NationalFigures.DaysBeside(_trust.LastNight), NationalFigures.DaysBeside(_trust.Tonight));
            DateOnly[] ends =
            [
                .. new[] { before.First.AddDays(-1), before.Last, now.First.AddDays(-1), now.Last, _trust.LastNight, _trust.Tonight }
                    .Distinct().Where(end => end >= FirstDay && end <= _trust.Tonight).Order(),
            ];
            var stretches = ends.Select((end, place) => (First: place == 0 ? FirstDay : ends[place - 1].AddDays(1), Last: end)).ToList();
            IReadOnlyList<Tally>[] parts = [.. stretches.Select(days => TalliesOf(days.First, days.Last))];
            int[] PartsOf(Cells row) =>
            [
                .. Enumerable.Range(0, stretches.Count).Where(part => row.IsBesideEngland
                    ? (row.Night == 0 ? before : now) is var beside && beside.First <= stretches[part].First
                        && stretches[part].Last <= beside.Last
                    : stretches[part].Last <= (row.Night == 0 ? _trust.LastNight : _trust.Tonight)),
            ];
            List<int> Unknown(Cells row) =>
                [.. PartsOf(row).SelectMany(part => Alike(row.Pupils).Select(place => place + (part * Unknowns)))];
            var shown = _rows.Where(row => row.At("attended").Length > 0).ToList();
            var lastDay = shown.Where(row => row.Night == 1 && row.Name.EndsWith("All pupils", StringComparison.Ordinal))
                .Select(row => Enumerable.Range(0, stretches.Count).Where(part => stretches[part].First > _trust.LastNight)
                    .SelectMany(part => Alike(row.Pupils).Select(place => place + (part * Unknowns))).ToList());
            foreach (var row in shown)
            {
                var absent = row.Pupils.Sum(place => PartsOf(row).Sum(part => parts[part][place].Absent));
                Assert.Equal(Number(row.At("possible")) - Number(row.At("attended")), absent);
            }

            var bounds = new Bounds(
                [.. parts.SelectMany(part => Together([.. part.Select(tally => tally.Absent)]))],
                [.. parts.SelectMany(part => Together([.. part.Select(tally => tally.Possible)]))],
                shown.Select(Unknown).Concat(lastDay));
            return _rows.Where(row => IsHidden(row, "attended", SessionsOf(row)) && !IsWholeSchool(row))
                .Where(row => !bounds.HasRange(Unknown(row), 2)).Select(row => $"night {row.Night}, {row.Name}: attended");
        }

        private List<Tally> TalliesOf(DateOnly first, DateOnly last) => _pupils.ConvertAll(pupil => pupil.Nights
            .Select(each => each?.TallyOf(first, last) ?? default).FirstOrDefault(tally => tally.Possible > 0));

        /// <summary>A count leaves as many values as the count of all pupils of the school leaves, up to three.</summary>
        private IEnumerable<string> ToldOfCount(int night, string column, Func<PupilNight, bool?> of)
        {
            var flags = _pupils.ConvertAll(pupil => pupil.Nights[night] is { } counted && IsOnRoll(night, counted) ? of(counted) : null);
            var (truth, limits) = (flags.ConvertAll(flag => flag == true ? 1 : 0), flags.ConvertAll(flag => flag is null ? 0 : 1));
            // A trust may not count those schools of which it can be said of one to four pupils.
            var rows = _rows.Where(row => row.Night == night && row.Has(column)).Select(row =>
                row.At(column).Length == 0 || row.Pupils.Sum(place => truth[place]) == Number(row.At(column)) ? row : row with
                {
                    Pupils =
                    [
                        .. row.Pupils.GroupBy(place => _pupils[place].School)
                            .Where(school => school.Sum(place => limits[place]) is 0 or >= 5).SelectMany(school => school),
                    ],
                }).ToList();
            var shown = rows.Where(row => row.At(column).Length > 0).ToList();
            Assert.All(shown, row => Assert.Equal(Number(row.At(column)), row.Pupils.Sum(place => truth[place])));
            var bounds = new Bounds(Together(truth), Together(limits), shown.Select(row => Alike(row.Pupils)));
            var totals = new Bounds(
                Together(truth), Together(limits),
                shown.Where(row => row.Name.EndsWith("All pupils", StringComparison.Ordinal)).Select(row => Alike(row.Pupils)));
            // A trust's groups are left out only for the sake of their schools' groups.
            return rows
                .Where(row => !row.IsOfTrust && IsHidden(row, column, pupil => of(pupil).HasValue ? 1 : 0) && !IsWholeSchool(row))
                .Where(row => Alike(row.Pupils) is var sum
                    && !bounds.HasRange(sum, totals.HasRange(sum, 2) ? 2 : totals.HasRange(sum, 1) ? 1 : 0))
                .Select(row => $"night {night}, {row.Name}: {column}");
        }

        private bool IsOnRoll(int night, PupilNight pupil) =>
            pupil.Pupil.OnRoll.Contains(night == 0 ? _trust.LastNight : _trust.Tonight);

        private List<int> Alike(IEnumerable<int> pupils) => [.. pupils.Select(place => _alike[place]).Distinct()];

        private int[] Together(List<int> numbers)
        {
            var sums = new int[Unknowns];
            for (var place = 0; place < numbers.Count; place++)
            {
                sums[_alike[place]] += numbers[place];
            }

            return sums;
        }

        // Once a school of five or more is hidden for a night, its figure is no secret of a small group.
        private static bool IsWholeSchool(Cells row) => row.Name.EndsWith("All pupils", StringComparison.Ordinal) && row.Pupils.Count >= 5;

        private bool IsHidden(Cells row, string column, Func<PupilNight, int> counts) =>
            row.At(column).Length == 0 && row.Pupils.Sum(place => counts(_pupils[place].Nights[row.Night]!)) > 0;

        private Func<PupilNight, int> SessionsOf(Cells row)
        {
            var (first, last) = row.IsBesideEngland
                ? NationalFigures.DaysBeside(row.Night == 0 ? _trust.LastNight : _trust.Tonight) : (FirstDay, new(2026, 8, 31));
            return pupil => pupil.TallyOf(first, last).Possible;
        }

        private void AddRows(int night, SummaryPage page, int? school)
        {
            var at = page.Title;
            var tables = page.Tables.Where(table => table.Name is "year-groups" or "classes" or "groups").ToList();
            var wholeSchool = school is null ? [] : Places(night, school, _ => true);
            if (tables.Count == 0 && wholeSchool.Count > 0)
            {
                // A page that shows no rate has no such table: nothing is said of any of its groups.
                _rows.Add(new($"{at}: All pupils", IsOfTrust: false, night, wholeSchool, _ => "", _ => true));
            }

            if (school is not null)
            {
                AddEngland(night, page, school.Value);
            }

            foreach (var table in tables)
            {
                foreach (var row in table.Rows)
                {
                    var name = row.Cells[0].Content;
                    var pupils = name == "All pupils" ? Places(night, school, _ => true) : Places(night, school, InGroup(table.Name, name));
                    pupils = school is null ? Counted(night, row, table, pupils) : pupils;
                    _rows.Add(new(
                        $"{at}: {name}", school is null, night, pupils, column => table.At(row, column),
                        column => table.Columns.Any(of => of.Name == column)));
                }
            }
        }

        /// <summary>
        /// What stands beside England. Its share of persistently absent pupils tells their number to whoever knows of how many it is. The
        /// trust's is a sum of its schools'.
        /// </summary>
        private void AddEngland(int night, SummaryPage page, int school)
        {
            var table = page.Table("against-england");
            foreach (var row in table.Rows)
            {
                var pupils = Places(night, school, pupil => pupil.YearGroup != "R");
                var persistent = pupils.Select(place => _pupils[place].Nights[night]!).Count(pupil =>
                    IsOnRoll(night, pupil) && pupil.Status is AttendanceStatus.Measured { IsPersistentAbsence: true });
                _rows.Add(new(
                    $"{page.Title}: beside England", IsOfTrust: false, night, pupils,
                    column => column != "persistent_absence" ? table.At(row, column)
                        : table.At(row, "persistent_percent").Length > 0 ? persistent.ToString(CultureInfo.InvariantCulture) : "",
                    column => column == "persistent_absence" || table.Columns.Any(of => of.Name == column))
                {
                    IsBesideEngland = true,
                });
            }
        }

        /// <summary>The pupils of the schools that a row of the trust counts: those whose sessions add up to the row's.</summary>
        private List<int> Counted(int night, SummaryRow row, SummaryTable table, List<int> pupils)
        {
            if (table.At(row, "attended").Length == 0)
            {
                return pupils;
            }

            // A school that shows the group itself is counted.
            var showing = _rows
                .Where(shown => shown.Night == night && !shown.IsOfTrust && !shown.IsBesideEngland && shown.At("attended").Length > 0)
                .Select(shown => string.Join(' ', shown.Pupils)).ToHashSet();
            var bySchool = pupils.GroupBy(place => _pupils[place].School).Select(school => school.ToList()).ToLookup(
                school => showing.Contains(string.Join(' ', school)));
            var (surely, schools) = (bySchool[true].SelectMany(school => school).ToList(), bySchool[false].ToList());
            var wanted = (Number(table.At(row, "pupils")), Number(table.At(row, "possible")), Number(table.At(row, "attended")));
            for (var choice = 0; choice < 1 << schools.Count; choice++)
            {
                var counted = surely.Concat(schools.Where((_, place) => ((choice >> place) & 1) == 0).SelectMany(school => school))
                    .ToList();
                var tallies = counted.ConvertAll(place => _pupils[place].Nights[night]!.TallyOf(new(2025, 9, 1), new(2026, 8, 31)));
                var onRoll = counted.Count(place => IsOnRoll(night, _pupils[place].Nights[night]!));
                if ((onRoll, tallies.Sum(tally => tally.Possible), tallies.Sum(tally => tally.Attended)) == wanted)
                {
                    return counted;
                }
            }

            throw new InvalidOperationException($"{table.Name} {row.Cells[0].Content} is no sum of schools.");
        }

        private List<int> Places(int night, int? school, Func<Pupil, bool> isIn) =>
        [
            .. Enumerable.Range(0, _pupils.Count).Where(place =>
                (school is null || _pupils[place].School == school) && _pupils[place].Nights[night] is { } pupil && isIn(pupil.Pupil)),
        ];

        private static Func<Pupil, bool> InGroup(string table, string name) => (table, name) switch
        {
            ("year-groups", "R") => pupil => pupil.YearGroup == "R",
            ("year-groups", _) => pupil => $"Year {pupil.YearGroup}" == name,
            ("classes", _) => pupil => pupil.Class == name,
            (_, "SEN support") => pupil => pupil.Characteristics.Sen == Sen.Support,
            (_, "Education, health and care plan") => pupil => pupil.Characteristics.Sen == Sen.Plan,
            (_, "No SEN") => pupil => pupil.Characteristics.Sen == Sen.None,
            (_, "Pupil premium") => pupil => pupil.Characteristics.PupilPremium,
            (_, "No pupil premium") => pupil => !pupil.Characteristics.PupilPremium,
            (_, "Free school meals") => pupil => pupil.Characteristics.FreeSchoolMeals,
            (_, "No free school meals") => pupil => !pupil.Characteristics.FreeSchoolMeals,
            (_, "Looked after") => pupil => pupil.Characteristics.LookedAfter,
            (_, "Not looked after") => pupil => !pupil.Characteristics.LookedAfter,
            (_, "With a social worker") => pupil => pupil.Characteristics.SocialWorker,
            (_, "Without a social worker") => pupil => !pupil.Characteristics.SocialWorker,
            _ => throw new ArgumentException($"{name} is no group.", nameof(name)),
        };

        private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
