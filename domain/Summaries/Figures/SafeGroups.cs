namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// Two kinds of things of a pupil: absent and attended sessions, or whether the pupil is persistently absent (1, 0) or not (0, 1).
/// </summary>
internal readonly record struct Parts(int Yes, int No)
{
    public int Sum => Yes + No;

    /// <summary>What these and others of the same pupil can exchange: a session absent here and attended there, and the reverse.</summary>
    public Parts ExchangedWith(Parts other) => new(Math.Min(Yes, other.No), Math.Min(No, other.Yes));

    public static Parts operator +(Parts one, Parts other) => new(one.Yes + other.Yes, one.No + other.No);

    public static Parts operator -(Parts one, Parts other) => new(one.Yes - other.Yes, one.No - other.No);
}

/// <summary>A pupil as the choice of groups sees it. Groups are numbers; 0 is all pupils.</summary>
/// <param name="Groups">The groups that count the pupil tonight.</param>
/// <param name="GroupsBefore">The groups that counted the pupil on the night before; none if the pupil was not counted then.</param>
/// <param name="Old">What the figures of the night before counted already.</param>
/// <param name="New">What only tonight's figures count, as far as it can be exchanged with others.</param>
/// <param name="Sessions">The pupil's sessions in tonight's figures.</param>
internal sealed record CountedPupil(IReadOnlyList<int> Groups, IReadOnlyList<int> GroupsBefore, Parts Old, Parts New, int Sessions);

/// <summary>What the night before published of the groups.</summary>
/// <param name="Shown">The groups that it showed.</param>
/// <param name="Hidden">The groups that it hid.</param>
/// <param name="Counted">Those of the hidden groups that a sum of the trust may have counted.</param>
internal sealed record PublishedBefore(IReadOnlySet<int> Shown, IReadOnlySet<int> Hidden, IReadOnlySet<int> Counted)
{
    public static PublishedBefore Nothing { get; } = new(new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
}

/// <summary>
/// Chooses which groups of pupils may be shown, so that nobody can work out a hidden one, whatever sums and differences of the published
/// figures of two neighbouring nights are formed. Pupils whom every shown group counts alike cannot be told apart: one absent session
/// more for the one and one fewer for the other changes no shown figure. A hidden group is safe if so many sessions can be exchanged
/// between its own pupils and others that its figure has at least three possible values.
/// </summary>
internal sealed class SafeGroups
{
    /// <summary>Two steps up or down make three possible values.</summary>
    public const int EnoughSteps = 2;

    private readonly IReadOnlyList<CountedPupil> _pupils;
    private readonly IReadOnlyList<List<int>> _members;
    private readonly PublishedBefore _before;
    private readonly Dictionary<int, List<int>> _membersBefore;
    private readonly int[] _classesBefore;
    private readonly Pool _later;
    private readonly int[] _enough;
    private readonly Dictionary<int, int> _enoughBefore;
    private readonly bool[] _shown;
    private int[] _classes = [];
    private HashSet<int> _hidden = [];
    private Pool? _onBoth;
    private Pool? _tonight;

    private SafeGroups(IReadOnlyList<CountedPupil> pupils, int groups, PublishedBefore before, bool isShownForAll)
    {
        (_pupils, _before, _shown) = (pupils, before, new bool[groups]);
        _members = [.. Enumerable.Range(0, groups).Select(_ => new List<int>())];
        _membersBefore = before.Hidden.ToDictionary(group => group, _ => new List<int>());
        for (var place = 0; place < pupils.Count; place++)
        {
            foreach (var group in pupils[place].Groups)
            {
                _members[group].Add(place);
            }

            foreach (var group in pupils[place].GroupsBefore.Where(_membersBefore.ContainsKey))
            {
                _membersBefore[group].Add(place);
            }
        }

        _classesBefore = before.Shown.Aggregate(
            new int[pupils.Count], (split, group) => Split(split, place => pupils[place].GroupsBefore.Contains(group)));
        // A session of last night's figures that counts as tonight's instead changes those of last night alone.
        _later = new(_classesBefore, [.. pupils.Select(pupil => pupil.Old.ExchangedWith(pupil.New))]);
        var all = new Pool(new int[pupils.Count], [.. pupils.Select(pupil => pupil.Old + pupil.New)]);
        _enough = [.. _members.Select(members => Math.Min(
            EnoughSteps, isShownForAll ? all.Steps(members) : members.Sum(place => pupils[place].Sessions)))];
        _enoughBefore = _membersBefore.ToDictionary(
            group => group.Key, group => Math.Min(EnoughSteps, group.Value.Sum(place => pupils[place].Old.Sum)));
    }

    /// <summary>
    /// Chooses the groups to show: as many as possible, those that were shown on the night before first, larger ones before smaller.
    /// </summary>
    /// <param name="mayShow">Whether a group may be shown at all.</param>
    /// <param name="classes">Classes of pupils who are told apart already, by pupil; the same number is the same class.</param>
    /// <param name="isShownForAll">
    /// Whether the figure of all pupils is shown whatever it says of each group. A group is then safe if it has as many possible values as
    /// that figure alone leaves, up to three.
    /// </param>
    /// <returns>Whether each group is shown, and the classes of pupils who can be told apart by that and by the night before.</returns>
    public static (bool[] Shown, int[] Classes) Choose(
        IReadOnlyList<CountedPupil> pupils, int groups, Func<int, bool> mayShow, PublishedBefore before, IReadOnlyList<int> classes,
        bool isShownForAll = false)
    {
        var safe = new SafeGroups(pupils, groups, before, isShownForAll);
        var hidden = Enumerable.Range(0, groups).Where(group => !mayShow(group)).ToHashSet();
        while (true)
        {
            safe.Choose(hidden, classes, isForced: isShownForAll);
            safe.Share(safe._classes);
            // A group that could not be shown must not be told by the others either.
            var told = Enumerable.Range(0, groups)
                .Where(group => !safe._shown[group] && !hidden.Contains(group) && !safe.IsSafe(group))
                .ToList();
            if (!safe._shown[0] || told.Count == 0)
            {
                return (safe._shown, Joined(safe._classes, safe._classesBefore));
            }

            hidden.UnionWith(told);
        }
    }

    /// <summary>Classes split further by a property of the pupils.</summary>
    public static int[] Split(IReadOnlyList<int> classes, Func<int, bool> has) => Numbered(
        classes.Count, place => (classes[place], has(place) ? 1 : 0));

    /// <summary>How many sessions the pupils of one group could have more, and those of another fewer, class by class.</summary>
    public static int Steps(IReadOnlyList<int> classes, IReadOnlyList<Parts> parts, Func<int, bool> more, Func<int, bool> fewer) =>
        Enumerable.Range(0, classes.Count).GroupBy(place => classes[place]).Sum(together => Math.Min(
            together.Where(more).Sum(place => parts[place].No), together.Where(fewer).Sum(place => parts[place].Yes)));

    private void Choose(HashSet<int> hidden, IReadOnlyList<int> classes, bool isForced)
    {
        (_classes, _hidden) = ([.. classes], hidden);
        Array.Clear(_shown);
        if (hidden.Contains(0) || !TryShow(0, isForced))
        {
            return;
        }

        foreach (var group in Enumerable.Range(1, _shown.Length - 1).Where(group => !hidden.Contains(group) && _members[group].Count > 0)
            .OrderByDescending(_before.Shown.Contains).ThenByDescending(group => _members[group].Count))
        {
            TryShow(group, isForced: false);
        }
    }

    private bool TryShow(int group, bool isForced)
    {
        var members = _members[group].ToHashSet();
        var split = Split(_classes, members.Contains);
        _shown[group] = isForced || (IsSafe(split) && MayShowAgain(group));
        _classes = _shown[group] ? split : _classes;
        return _shown[group];
    }

    // Last night's sum of the trust stays what it was only if the group's figure of that night can move either way, so that the groups of
    // other schools can make up for it and it for them.
    private bool MayShowAgain(int group) => !_before.Counted.Contains(group)
        || (_later.More(_membersBefore[group]) >= EnoughSteps && _later.Fewer(_membersBefore[group]) >= EnoughSteps);

    private bool IsSafe(int[] classes)
    {
        Share(classes);
        return _hidden.All(IsSafe)
            && _membersBefore.All(group =>
                Math.Max(_onBoth!.Steps(group.Value), _later.Steps(group.Value)) >= _enoughBefore[group.Key]);
    }

    /// <summary>Whether a hidden group has enough possible values under the classes that were shared last.</summary>
    private bool IsSafe(int group) => _onBoth!.Steps(_members[group]) + _tonight!.Steps(_members[group]) >= _enough[group];

    private void Share(int[] classes)
    {
        _onBoth = new(Joined(classes, _classesBefore), [.. _pupils.Select(pupil => pupil.Old)]);
        _tonight = new(classes, [.. _pupils.Select(pupil => pupil.New)]);
    }

    private static int[] Joined(int[] one, int[] other) => Numbered(one.Length, place => (one[place], other[place]));

    private static int[] Numbered(int count, Func<int, (int, int)> keyOf)
    {
        var numbers = new Dictionary<(int, int), int>();
        var classes = new int[count];
        for (var place = 0; place < count; place++)
        {
            var key = keyOf(place);
            if (!numbers.TryGetValue(key, out var number))
            {
                number = numbers.Count;
                numbers.Add(key, number);
            }

            classes[place] = number;
        }

        return classes;
    }

    /// <summary>What pupils of one class can exchange.</summary>
    private sealed class Pool
    {
        private readonly int[] _classes;
        private readonly Parts[] _parts;
        private readonly Parts[] _all;

        public Pool(int[] classes, Parts[] parts)
        {
            (_classes, _parts, _all) = (classes, parts, new Parts[classes.Length]);
            for (var place = 0; place < classes.Length; place++)
            {
                _all[classes[place]] += parts[place];
            }
        }

        /// <summary>By how much a group's figure can be larger or smaller.</summary>
        public int Steps(List<int> members) => More(members) + Fewer(members);

        /// <summary>By how much a group's figure can be larger.</summary>
        public int More(List<int> members) => OwnOf(members).Sum(own => Math.Min(own.Value.No, _all[own.Key].Yes - own.Value.Yes));

        /// <summary>By how much a group's figure can be smaller.</summary>
        public int Fewer(List<int> members) => OwnOf(members).Sum(own => Math.Min(own.Value.Yes, _all[own.Key].No - own.Value.No));

        private Dictionary<int, Parts> OwnOf(List<int> members)
        {
            var own = new Dictionary<int, Parts>();
            foreach (var place in members)
            {
                own[_classes[place]] = own.GetValueOrDefault(_classes[place]) + _parts[place];
            }

            return own;
        }
    }
}
