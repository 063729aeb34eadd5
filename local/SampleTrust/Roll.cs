using System.Globalization;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Generates the pupils of all schools, including brothers and sisters.</summary>
internal sealed class Roll
{
    private readonly SchoolYear _year;
    private readonly Families _families;
    private readonly Homes _homes;
    private readonly SeededRandom _random;
    private readonly Figures _figures;
    private readonly Upns _upns = new();
    private readonly List<(SamplePupil, Family)> _pupils = [];

    private Roll(int seed, SchoolYear year, Figures figures, int pupils)
    {
        _year = year;
        _figures = figures;
        _families = new Families(seed, figures, pupils);
        _homes = new Homes(seed);
        _random = new SeededRandom(seed, Purpose.Pupils);
    }

    private sealed record Place(SampleSchool School, int YearGroup, string Class);

    internal static IReadOnlyList<(SamplePupil Pupil, Family Family)> Make(
        int seed, SchoolYear year, IReadOnlyList<SampleSchool> schools, Figures figures)
    {
        var roll = new Roll(seed, year, figures, schools.Sum(school => school.Size));
        roll.Fill(schools);
        return roll._pupils;
    }

    private void Fill(IReadOnlyList<SampleSchool> schools)
    {
        var places = schools.Select(Places).ToList();
        var secondaries = schools.Where(school => school.Phase == Phase.Secondary).ToList();
        foreach (var school in schools)
        {
            var own = places[school.Index];
            while (own.TryPop(out var place))
            {
                var family = _families.Next(school.Phase);
                Add(place, family);
                if (_random.Chance(0.4) && own.TryPeek(out var next) && next.YearGroup != place.YearGroup)
                {
                    Add(own.Pop(), family);
                }

                if (school.Phase != Phase.Secondary && secondaries.Count > 0 && _random.Chance(0.25)
                    && places[secondaries[school.Index % secondaries.Count].Index].TryPop(out var older))
                {
                    Add(older, family);
                }
            }
        }
    }

    private Stack<Place> Places(SampleSchool school)
    {
        var (first, last) = school.Phase.Years();
        var years = last - first + 1;
        var places = new List<Place>(school.Size);
        for (var i = 0; i < school.Size; i++)
        {
            var year = first + (i % years);
            var form = (char)('A' + Math.Min(25, i / years / 28));
            places.Add(new(school, year, string.Create(CultureInfo.InvariantCulture, $"{(year == 0 ? "R" : year)}{form}")));
        }

        _random.Shuffle(places);
        return new Stack<Place>(places);
    }

    private void Add(Place place, Family family)
    {
        var (school, yearGroup, form) = place;
        var forename = _random.Pick(Names.Children);
        var entry = _year.September - (yearGroup - school.Phase.Years().First);
        var (admission, leaving) = TimeOnRoll(entry);
        var sen = Sen(school.Phase);
        var meals = family.FreeSchoolMeals;
        _pupils.Add((new SamplePupil(
            _pupils.Count,
            school,
            _upns.Next(school.Index, entry),
            forename,
            _random.Chance(0.6) ? Names.Preferred(forename) : "",
            _random.Chance(0.8) ? family.Surname : family.OtherSurname,
            yearGroup,
            form,
            new DateOnly(_year.September - yearGroup - 5, 9, 1).AddDays(_random.Below(365)),
            Names.IsBoy(forename) ? 'M' : 'F',
            LastSchool(school.Phase, admission),
            sen,
            meals || family.LookedAfter || _random.Chance(0.04),
            meals,
            family.LookedAfter,
            family.LookedAfter || _random.Chance(meals ? 0.06 : 0.01),
            admission,
            leaving,
            _random.Chance(0.01),
            family.Index,
            family.Home,
            family.Contacts), family));
    }

    /// <summary>The days on roll: most pupils stay the whole year, 20 in 1,000 join during it and 15 in 1,000 leave.</summary>
    private (DateOnly Admission, DateOnly Leaving) TimeOnRoll(int entry)
    {
        var first = entry == _year.September ? _year.Days[0] : new DateOnly(entry, 9, 4);
        return _random.Weighted(965, 20, 15) switch
        {
            0 => (first, DateOnly.MaxValue),
            1 => (_year.Days[5 + _random.Below(_year.Days.Count - 25)], DateOnly.MaxValue),
            _ => (first, _year.Days[15 + _random.Below(_year.Days.Count - 25)]),
        };
    }

    /// <summary>Who starts with the school year comes from a primary school or, to one, from none; who joins later, from any.</summary>
    private string LastSchool(Phase phase, DateOnly admission)
    {
        var startsWithTheYear = admission.Month == 9 && admission.Day < 10;
        return startsWithTheYear && phase != Phase.Secondary ? "none"
            : _homes.School(_pupils.Count, startsWithTheYear || phase == Phase.Primary ? "Primary School" : "School");
    }

    private char Sen(Phase phase)
    {
        if (!_random.Chance(_figures.SpecialNeeds(phase) / 100))
        {
            return 'N';
        }

        return _random.Chance(phase == Phase.Special ? 0.98 : 0.25) ? 'E' : 'K';
    }
}
