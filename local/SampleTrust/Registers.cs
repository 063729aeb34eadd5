using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes the register files of one school: one per half term for the history, then one per night.</summary>
internal sealed class Registers
{
    private readonly SchoolYear _year;
    private readonly SampleSchool _school;
    private readonly IReadOnlyList<PupilYear> _pupils;
    private readonly int[] _openDays;
    private readonly Unsettled _unsettled;
    private readonly Faults _faults;
    private readonly Layouts _layouts;

    internal Registers(SampleTrustOptions options, SchoolYear year, SampleSchool school, IReadOnlyList<PupilYear> pupils)
    {
        _year = year;
        _school = school;
        _pupils = pupils;
        _openDays = [.. Enumerable.Range(0, year.Days.Count).Where(day => !school.Closures.Contains(year.Days[day]))];
        _unsettled = new Unsettled(options.Seed);
        _faults = new Faults(options);
        _layouts = new Layouts(year, options.Seed);
    }

    /// <summary>The code of a session as the school knew it on the evening of a day.</summary>
    /// <param name="pupil">The pupil.</param>
    /// <param name="slot">The index in the pupil's sessions.</param>
    /// <param name="ordinal">The index of the session's day among the school's open days.</param>
    /// <param name="asOf">The index of the evening's day among the school's open days.</param>
    internal Code Known(PupilYear pupil, int slot, int ordinal, int asOf)
    {
        var code = pupil.Sessions[slot];
        return asOf - ordinal < UnsettledDays(pupil, slot) ? Code.N : code;
    }

    /// <summary>The index, among the school's open days, of the last one up to the date; -1 if there is none.</summary>
    internal int OrdinalUpTo(DateOnly date) => Array.FindLastIndex(_openDays, day => _year.Days[day] <= date);

    internal int DayOf(int ordinal) => _openDays[ordinal];

    internal IEnumerable<SampleFile> Before(DateOnly firstNight)
    {
        var asOf = OrdinalUpTo(firstNight.AddDays(-1));
        foreach (var term in _year.Terms)
        {
            var ordinals = Enumerable.Range(0, asOf + 1).Where(ordinal => term.Holds(_year.Days[_openDays[ordinal]])).ToList();
            if (ordinals.Count == 0)
            {
                continue;
            }

            var entries = _pupils.SelectMany(pupil => ordinals
                .Where(ordinal => pupil.IsOpen(_openDays[ordinal]))
                .Select(ordinal => Entry(pupil, ordinal, asOf)));
            // Ordered before the files of nights, because "-" sorts before ".".
            yield return File(_year.Days[_openDays[ordinals[0]]], "-history", entries);
        }
    }

    internal IEnumerable<SampleFile> OfNight(DateOnly night)
    {
        var asOf = OrdinalUpTo(night);
        if (asOf < 0 || _year.Days[_openDays[asOf]] != night)
        {
            yield break;
        }

        var faults = FaultsOf(asOf);
        var yesterday = asOf > 0 ? FaultsOf(asOf - 1) : [];
        var entries = _pupils.SelectMany(pupil => DaysInFile(asOf, pupil, yesterday)
            .Select(ordinal => WithFault(Entry(pupil, ordinal, asOf), ordinal == asOf, faults)));
        var unknownPupils = faults
            .Where(fault => fault.Kind == FaultKind.UnknownPupil)
            .Select(fault => new DayEntry(fault.Upn, "Transferred, Pupil", _openDays[asOf], asOf, "/", "\\"));
        yield return File(night, "", entries.Concat(unknownPupils));
    }

    internal IReadOnlyList<SampleFault> FaultsOf(DateOnly night)
    {
        var ordinal = OrdinalUpTo(night);
        return ordinal >= 0 && _year.Days[_openDays[ordinal]] == night ? FaultsOf(ordinal) : [];
    }

    private List<SampleFault> FaultsOf(int ordinal)
    {
        var day = _openDays[ordinal];
        return [.. _faults.Of(_school, day, _year.Days[day], [.. _pupils.Where(pupil => pupil.IsOpen(day))])];
    }

    /// <summary>
    /// The days of a pupil that a night's file contains: the day itself, days whose reason became known that day, the day before if its row
    /// was faulty, and, in the weekly layout, all days of the week so far.
    /// </summary>
    private IEnumerable<int> DaysInFile(int night, PupilYear pupil, IReadOnlyList<SampleFault> yesterday)
    {
        for (var ordinal = Math.Max(0, night - Unsettled.MaxDays); ordinal <= night; ordinal++)
        {
            var day = _openDays[ordinal];
            if (pupil.IsOpen(day) && (ordinal == night
                || SettlesAfter(pupil, day, night - ordinal)
                || (ordinal == night - 1 && yesterday.Any(fault => fault.Upn == pupil.Pupil.Upn))
                || (_school.Exports.Layout == Layout.WeekWide && _year.Monday(day) == _year.Monday(_openDays[night]))))
            {
                yield return ordinal;
            }
        }
    }

    private bool SettlesAfter(PupilYear pupil, int day, int days) =>
        UnsettledDays(pupil, 2 * day) == days || UnsettledDays(pupil, (2 * day) + 1) == days;

    private int UnsettledDays(PupilYear pupil, int slot) =>
        _unsettled.Days(pupil.Pupil.Index, slot / 2, pupil.Sessions[slot], slot < 2 ? Code.None : pupil.Sessions[slot - 2]);

    private DayEntry Entry(PupilYear pupil, int ordinal, int asOf)
    {
        var day = _openDays[ordinal];
        return new(
            pupil.Pupil.Upn,
            $"{pupil.Pupil.Surname}, {pupil.Pupil.Forename}",
            day,
            ordinal,
            Known(pupil, 2 * day, ordinal, asOf).Text(morning: true),
            Known(pupil, (2 * day) + 1, ordinal, asOf).Text(morning: false));
    }

    private static DayEntry WithFault(DayEntry entry, bool tonight, IReadOnlyList<SampleFault> faults)
    {
        var fault = tonight ? faults.FirstOrDefault(fault => fault.Upn == entry.Upn) : null;
        return fault is null ? entry : entry with { Morning = fault.Text };
    }

    private SampleFile File(DateOnly from, string suffix, IEnumerable<DayEntry> entries) => new(
        string.Create(CultureInfo.InvariantCulture, $"registers/{_school.Id}/{from:yyyy-MM-dd}{suffix}.csv"),
        _layouts.Write(_school.Exports, [.. entries]));
}
