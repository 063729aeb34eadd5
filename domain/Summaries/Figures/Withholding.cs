namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>The groups to which a pupil belongs, as a text that is kept until the next night.</summary>
public static class Membership
{
    private const char Separator = '\t';

    /// <summary>The kinds of groups that divide a school's pupils.</summary>
    internal static IReadOnlyList<Grouping> Kinds { get; } = [.. Enum.GetValues<Grouping>().Where(by => by != Grouping.Everyone)];

    public static string Of(Pupil pupil, AcademicYear year) =>
        string.Join(Separator, Kinds.Select(by => GroupFigures.ValueOf(by, pupil, year).Replace(Separator, ' ')));

    /// <summary>
    /// A pupil who has left, with the characteristics that the text keeps: the figures go on counting the pupil in the groups of the last
    /// night on roll. The pupil as given where the text is of no night.
    /// </summary>
    public static Pupil Restore(Pupil left, string text)
    {
        var values = Parse(text);
        if (values.Count == 0)
        {
            return left;
        }

        string Value(Grouping by) => values[Kinds.Index().First(kind => kind.Item == by).Index];
        return left with
        {
            YearGroup = Value(Grouping.YearGroup),
            Class = Value(Grouping.Class),
            Characteristics = new(
                Enum.TryParse<Sen>(Value(Grouping.Sen), out var sen) ? sen : Sen.None, Is(Grouping.PupilPremium),
                Is(Grouping.FreeSchoolMeals), Is(Grouping.LookedAfter), Is(Grouping.SocialWorker)),
        };

        bool Is(Grouping by) => Value(by) == GroupFigures.Yes;
    }

    /// <summary>The pupil's group of each kind, in the order of <see cref="Kinds"/>; none of an empty text.</summary>
    internal static IReadOnlyList<string> Parse(string text) =>
        text.Split(Separator) is var values && values.Length == Kinds.Count ? values : [];
}

/// <summary>
/// Decides what a school's night publishes of groups of pupils, for all its tables and periods together (domain 0.12). A group of fewer
/// than five pupils is hidden, and further groups so that it cannot be worked out from the tables of this night and the one before.
/// </summary>
internal sealed class Withholding
{
    /// <summary>The kinds of groups that a trust's tables add up over its schools; first those whose groups are smallest.</summary>
    private static readonly Grouping[] OfTrust =
    [
        Grouping.LookedAfter, Grouping.SocialWorker, Grouping.Sen, Grouping.PupilPremium, Grouping.FreeSchoolMeals, Grouping.YearGroup,
    ];

    /// <summary>Of a kind with more hidden groups, the trust counts none: a stored row must stay small.</summary>
    private const int MostHidden = 8;

    private readonly IReadOnlyList<PupilNight> _pupils;
    private readonly DateOnly _night;
    private readonly List<(Grouping By, string Value)> _groups = [(Grouping.Everyone, "")];
    private readonly Dictionary<(Grouping By, string Value), int> _numbers = new() { [(Grouping.Everyone, "")] = 0 };
    private readonly int[][] _tonight;
    private readonly int[][] _before;

    private Withholding(IReadOnlyList<PupilNight> pupils, DateOnly night, bool hasBefore)
    {
        (_pupils, _night) = (pupils, night);
        var year = AcademicYear.Of(night);
        var listed = Membership.Kinds.ToDictionary(by => by, by => GroupFigures.Listed(by, pupils.Select(pupil => pupil.Pupil), year));
        _tonight = [
            .. pupils.Select(pupil => NumbersOf([.. Membership.Kinds.Select(by => GroupFigures.ValueOf(by, pupil.Pupil, year))], listed))
        ];
        _before = [.. pupils.Select(pupil => hasBefore ? NumbersOf(Membership.Parse(pupil.Record.GroupsBefore), listed) : [])];
    }

    /// <summary>A night's figures, with what is hidden of them.</summary>
    /// <param name="periods">The year first.</param>
    /// <param name="before">The figures of the school's night before in the same school year; null if there is none.</param>
    public static IReadOnlyList<PeriodFigures> Of(
        IReadOnlyList<PeriodFigures> periods, IReadOnlyCollection<PupilNight> pupils, PeriodFigures? before)
    {
        var groups = new Withholding([.. pupils], periods[0].Period.To, before is not null);
        var attendance = groups.OfYear(periods[0].Period, before);
        var counts = new[] { Measure.PersistentAbsence, Measure.SevereAbsence }
            .Select(of => groups.OfCount(of, attendance.Shown)).ToList();
        var (shown, codes) = (attendance.Shown, CodesToHide.Of(periods[0], pupils, before));
        var classes = Enumerable.Range(0, groups._groups.Count).Where(group => shown[group]).Aggregate(
            new int[pupils.Count], (split, group) => SafeGroups.Split(split, place => groups._tonight[place].Contains(group)));
        return
        [
            periods[0] with
            {
                Hidden = Together(attendance, counts),
                Exchanges = [.. attendance.Exchanges, .. counts.SelectMany(count => count.Exchanges)],
                HiddenBefore = before is null
                    ? null : [.. before.Hidden.Where(group => group.Of == Measure.Attendance && OfTrust.Contains(group.By))],
                HiddenCodes = codes,
                TellsUnauthorised = CodesToHide.TellsUnauthorised(periods[0].Codes, codes),
            },
            .. periods.Skip(1).Select(period =>
            {
                var pack = groups.OfPack(periods[0].Period, period.Period, shown, classes);
                var codesOfPack = CodesToHide.Of(period, codes);
                return period with
                {
                    Hidden = Together(pack, counts),
                    Exchanges = [.. pack.Exchanges, .. counts.SelectMany(count => count.Exchanges)],
                    HiddenCodes = codesOfPack,
                    TellsUnauthorised = CodesToHide.TellsUnauthorised(period.Codes, codesOfPack),
                };
            }),
        ];
    }

    // A group whose attendance is hidden shows nothing at all.
    private static IReadOnlyList<HiddenMeasure> Together(Published attendance, IEnumerable<Published> counts)
    {
        var hidden = attendance.Hidden.Select(group => (group.By, group.Value)).ToHashSet();
        return
        [
            .. attendance.Hidden.Concat(
                counts.SelectMany(count => count.Hidden).Where(group => !hidden.Contains((group.By, group.Value))))
                .OrderBy(group => (group.Of, group.By, group.Why)).ThenBy(group => group.Value, StringComparer.Ordinal),
        ];
    }

    private Published OfYear(FigurePeriod year, PeriodFigures? before)
    {
        var last = before?.Period.To ?? year.From.AddDays(-1);
        var parts = _pupils.Select(pupil => (
            Old: before is null ? default : PartsOf(pupil.TallyOf(year.From, last)),
            New: PartsOf(pupil.TallyOf(last.AddDays(1), year.To)))).ToList();
        // Beside England only some days count. The sessions of the other days are counted like those of a further pupil, in all groups
        // but that of the age, and are exchanged among themselves alone.
        var beside = NationalFigures.DaysBeside(year.To);
        var within = _pupils.Select(pupil => (
            Old: before is null ? default : PartsOf(pupil.TallyOf(beside.First, Dates.Earlier(beside.Last, last))),
            New: PartsOf(pupil.TallyOf(Dates.Later(beside.First, last.AddDays(1)), beside.Last)))).ToList();
        var counted = within.Select((part, place) => new CountedPupil(
            _tonight[place], _before[place], part.Old, part.New, part.Old.Sum + part.New.Sum)).ToList();
        counted.AddRange(parts.Zip(within).Select((part, place) => (
                Place: place, Old: part.First.Old - part.Second.Old, New: part.First.New - part.Second.New))
            .Where(part => part.Old.Sum + part.New.Sum > 0)
            .Select(part => new CountedPupil(
                WithoutAge(_tonight[part.Place]), WithoutAge(_before[part.Place]), part.Old, part.New, part.Old.Sum + part.New.Sum)));
        var (shown, classes) = SafeGroups.Choose(
            counted, _groups.Count, HasEnough(WithSessions(year)), PublishedIn(before),
            [.. counted.Select((_, place) => place < _pupils.Count ? 0 : 1)]);
        return Publish(
            Measure.Attendance, shown, WithSessions(year), classes[.._pupils.Count],
            [.. counted.Take(_pupils.Count).Select(pupil => before is null ? pupil.New : pupil.Old)]);
    }

    private int[] WithoutAge(int[] groups) => [.. groups.Where(group => _groups[group].By != Grouping.NationalAge)];

    /// <summary>
    /// What a pack shows: only groups that the year shows, and only as far as the pack itself gives no smaller group away.
    /// </summary>
    private Published OfPack(FigurePeriod year, FigurePeriod period, bool[] shownOfYear, int[] classes)
    {
        var parts = _pupils.Select(pupil => (
            Pack: PartsOf(pupil.TallyOf(period.From, period.To)), Earlier: PartsOf(pupil.TallyOf(year.From, period.From.AddDays(-1)))))
                .ToList();
        // A session that counts before the pack instead changes the pack alone. If there is nothing before it, the pack is the year.
        var isYear = parts.TrueForAll(part => part.Earlier.Sum == 0);
        var counted = parts.Select((part, place) => new CountedPupil(
            WithoutAge(_tonight[place]), [], default, isYear ? part.Pack : part.Pack.ExchangedWith(part.Earlier), part.Pack.Sum))
            .ToList();
        var enough = HasEnough(WithSessions(period));
        var (shown, split) = SafeGroups.Choose(
            counted, _groups.Count, group => shownOfYear[group] && enough(group), PublishedBefore.Nothing,
            isYear ? classes : new int[_pupils.Count]);
        return Publish(Measure.Attendance, shown, WithSessions(period), split, [.. counted.Select(pupil => pupil.New)]);
    }

    /// <summary>The number of all pupils who are persistently or severely absent is shown; it says what it says of each group.</summary>
    private Published OfCount(Measure of, bool[] shownOfYear)
    {
        var measured = _pupils.Select(pupil => pupil.Pupil.OnRoll.Contains(_night) ? pupil.Status as AttendanceStatus.Measured : null)
            .ToList();
        var parts = measured.ConvertAll(status => status is null ? default
            : (of == Measure.PersistentAbsence ? status.IsPersistentAbsence : status.IsSevereAbsence) ? new Parts(1, 0)
            : new Parts(0, 1));
        var counted = Enumerable.Range(0, _pupils.Count)
            .Select(place => new CountedPupil(_tonight[place], [], default, parts[place], 1))
            .ToList();
        var enough = HasEnough(place => measured[place] is not null);
        var (shown, classes) = SafeGroups.Choose(
            counted, _groups.Count, group => shownOfYear[group] && enough(group), PublishedBefore.Nothing, new int[_pupils.Count],
            isShownForAll: true);
        return Publish(of, shown, place => measured[place] is not null, classes, parts);
    }

    private Published Publish(Measure of, bool[] shown, Func<int, bool> counts, int[] classes, IReadOnlyList<Parts> parts)
    {
        var sizes = SizesOf(counts);
        var hidden = Enumerable.Range(0, _groups.Count).Where(group => sizes[group] > 0 && !shown[group])
            .Select(group => new HiddenMeasure(
                _groups[group].By, _groups[group].Value, of,
                sizes[group] < Headcount.SmallestGroup ? Showing.TooFew : Showing.GivesAway)).ToList();
        return new(shown, hidden, shown[0] ? ExchangesOf(of, hidden, classes, parts) : []);
    }

    /// <summary>
    /// The exchanges of the kinds of groups that the trust may count: as many kinds as leave every other hidden group safe if the sums of
    /// the trust told theirs.
    /// </summary>
    private IReadOnlyList<Exchange> ExchangesOf(
        Measure of, IReadOnlyList<HiddenMeasure> hidden, int[] classes, IReadOnlyList<Parts> parts)
    {
        var counted = new List<Grouping>();
        foreach (var kind in OfTrust.Where(kind => hidden.Count(group => group.By == kind) is > 1 and <= MostHidden))
        {
            counted.Add(kind);
            if (!hidden.Where(group => group.By != Grouping.Everyone).GroupBy(group => group.By).All(groups =>
            {
                var alike = Alike(classes, counted.Where(other => other != groups.Key));
                return groups.All(group =>
                {
                    var isIn = InGroup(group);
                    var steps = SafeGroups.Steps(alike, parts, isIn, place => !isIn(place))
                        + SafeGroups.Steps(alike, parts, place => !isIn(place), isIn);
                    var members = Enumerable.Range(0, _pupils.Count).Where(isIn);
                    return steps >= Math.Min(
                        Exchange.Most, of == Measure.Attendance ? Exchange.Most : members.Sum(place => parts[place].Sum));
                });
            }))
            {
                counted.Remove(kind);
            }
        }

        return [.. counted.SelectMany(by => ExchangesOf(of, by, hidden, classes, parts))];
    }

    private int[] Alike(int[] classes, IEnumerable<Grouping> kinds)
    {
        var fixedKinds = kinds.ToHashSet();
        return Enumerable.Range(0, _groups.Count).Where(group => fixedKinds.Contains(_groups[group].By))
            .Aggregate(classes, (split, group) => SafeGroups.Split(split, place => _tonight[place].Contains(group)));
    }

    private Func<int, bool> InGroup(HiddenMeasure group)
    {
        var number = _numbers[(group.By, group.Value)];
        return place => _tonight[place].Contains(number);
    }

    /// <summary>
    /// Exchanges between the hidden groups of one kind, by pupils who are alike in every other kind that a trust adds up.
    /// </summary>
    private IEnumerable<Exchange> ExchangesOf(
        Measure of, Grouping by, IReadOnlyList<HiddenMeasure> hidden, int[] classes, IReadOnlyList<Parts> parts)
    {
        var groups = hidden.Where(group => group.By == by).ToList();
        if (groups.Count < 2)
        {
            yield break;
        }

        var alike = Alike(classes, OfTrust.Where(other => other != by));
        foreach (var more in groups)
        {
            foreach (var fewer in groups.Where(other => other != more))
            {
                var steps = SafeGroups.Steps(alike, parts, InGroup(more), InGroup(fewer));
                if (steps > 0)
                {
                    yield return new(of, by, more.Value, fewer.Value, Math.Min(steps, Exchange.Most));
                }
            }
        }
    }

    private PublishedBefore PublishedIn(PeriodFigures? before)
    {
        if (before is null)
        {
            return PublishedBefore.Nothing;
        }

        var hidden = before.Hidden.Where(group => group.Of == Measure.Attendance && _numbers.ContainsKey((group.By, group.Value)))
            .ToDictionary(group => _numbers[(group.By, group.Value)], group => group.Why);
        var counted = before.Exchanges.Where(exchange => exchange.Of == Measure.Attendance).Select(exchange => exchange.By).ToHashSet();
        return new(
            Enumerable.Range(0, _groups.Count).Where(group => !hidden.ContainsKey(group)).ToHashSet(),
            // All pupils of a school are no small group, even if they were hidden for the sake of one.
            hidden.Where(group => group.Key > 0 || group.Value == Showing.TooFew).Select(group => group.Key).ToHashSet(),
            hidden.Keys.Where(group => counted.Contains(_groups[group].By)).ToHashSet());
    }

    private Func<int, bool> WithSessions(FigurePeriod period)
    {
        var have = _pupils.Select(pupil => pupil.TallyOf(period.From, period.To).Possible > 0).ToList();
        return place => have[place];
    }

    private Func<int, bool> HasEnough(Func<int, bool> counts)
    {
        var sizes = SizesOf(counts);
        return group => sizes[group] >= Headcount.SmallestGroup;
    }

    private int[] SizesOf(Func<int, bool> counts)
    {
        var sizes = new int[_groups.Count];
        foreach (var group in Enumerable.Range(0, _pupils.Count).Where(counts).SelectMany(place => _tonight[place]))
        {
            sizes[group]++;
        }

        return sizes;
    }

    private int[] NumbersOf(IReadOnlyList<string> values, Dictionary<Grouping, IReadOnlySet<string>> listed) => values.Count == 0
        ? []
        : [0, .. Membership.Kinds.Zip(values, (by, value) => NumberOf(by, listed[by].Contains(value) ? value : GroupFigures.Others))];

    private int NumberOf(Grouping by, string value)
    {
        if (!_numbers.TryGetValue((by, value), out var number))
        {
            number = _groups.Count;
            _numbers.Add((by, value), number);
            _groups.Add((by, value));
        }

        return number;
    }

    private static Parts PartsOf(Tally tally) => new(tally.Absent, tally.Attended);

    private sealed record Published(bool[] Shown, IReadOnlyList<HiddenMeasure> Hidden, IReadOnlyList<Exchange> Exchanges);
}
