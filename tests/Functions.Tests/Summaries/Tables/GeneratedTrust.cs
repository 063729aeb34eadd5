using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>A pupil of a generated school on a night.</summary>
/// <param name="Day">The marks of the last night's own day.</param>
internal sealed record GeneratedPupil(Pupil Pupil, Mark[] Marks, Mark[] Day);

/// <summary>A school on a night: what it publishes, and the pupils that only the school knows.</summary>
internal sealed record GeneratedSchool(School School, IReadOnlyList<PupilNight> Pupils, SchoolNight Row, SummaryPage Page);

/// <summary>A trust on two neighbouring nights, drawn by dice.</summary>
internal sealed class GeneratedTrust
{
    private static readonly DateOnly[] Days =
        [.. SamplePages.One.Schools[0].Calendar.SchoolDaysFrom(new(2025, 9, 1)).Take(25)];

    private static readonly AcademicYear Year = new(2025);

    private readonly Random _dice;
    private readonly int _days;

    private GeneratedTrust(int seed)
    {
        _dice = new(seed);
        // From the second school day to the 25th.
        _days = _dice.Next(2, Days.Length + 1);
    }

    public required Trust Trust { get; init; }

    public List<IReadOnlyList<GeneratedSchool>> Nights { get; } = [];

    public List<SummaryPage> Pages { get; } = [];

    public DateOnly LastNight => Days[_days - 2];

    public DateOnly Tonight => Days[_days - 1];

    public static async Task<GeneratedTrust> DrawAsync(int seed)
    {
        var dice = new Random(seed);
        var schools = dice.Next(1, 6);
        var settings = Sample.Settings(schools: string.Concat(Enumerable.Range(1, schools - 1)
            .Select(number => "," + Sample.School($"90000{number}", $"School {number}"))));
        var drawn = new GeneratedTrust(seed) { Trust = SampleSchool.TrustOf(settings) };
        await drawn.DrawNightsAsync();
        return drawn;
    }

    private async Task DrawNightsAsync()
    {
        var before = Trust.Schools.Select(school => (School: school, Pupils: DrawPupils(school))).ToList();
        await AddNightAsync(
            Days[_days - 2], [.. before.Select(school => SchoolOn(school.School, school.Pupils, Days[_days - 2], null, null))]);
        await AddNightAsync(Days[_days - 1], [.. before.Zip(Nights[0], (school, last) =>
            SchoolOn(school.School, Changed(school.School, school.Pupils), Days[_days - 1], school.Pupils, last))]);
    }

    private async Task AddNightAsync(DateOnly night, IReadOnlyList<GeneratedSchool> schools)
    {
        Nights.Add(schools);
        var sums = await TrustSums.OfAsync(
            Trust, schools.Select(school => school.Row).ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        Pages.Add(TrustPage.Of(Trust, new(PeriodKind.Year, Year.FirstDay, night), sums, []));
    }

    private List<GeneratedPupil> DrawPupils(School school)
    {
        // One school in five has fewer than ten pupils, others have up to ninety; years and classes do not divide alike everywhere.
        var (count, years, size) = (_dice.Next(5) == 0 ? _dice.Next(1, 10) : _dice.Next(10, 90), _dice.Next(1, 8), _dice.Next(4, 31));
        var absence = _dice.Next(1, 15);
        return [.. Enumerable.Range(0, count).Select(number => DrawPupil(school, number, years, number / size, absence))];
    }

    private GeneratedPupil DrawPupil(School school, int number, int years, int form, int absence)
    {
        var premium = _dice.Next(4) == 0;
        var pupil = new Pupil(
            Upn.Parse($"{school.Id.ToString()[..1]}{school.Id.ToString()[^2..]}{number:0000}"), "Sam", "Sam", "Sample",
            YearGroup(Math.Min(years, (form * years / 4) + _dice.Next(2))), $"C{form}", "",
            new(
                _dice.Next(20) == 0 ? Sen.Plan : _dice.Next(7) == 0 ? Sen.Support : Sen.None, premium, premium && _dice.Next(2) == 0,
                _dice.Next(40) == 0, _dice.Next(25) == 0),
            OnRoll.Always, "", false, []);
        var share = _dice.Next(6) == 0 ? 40 : absence;
        return new(pupil, [.. Enumerable.Range(0, 2 * (_days - 1)).Select(_ => DrawMark(share))], [DrawMark(share), DrawMark(share)]);
    }

    /// <summary>"R" for 0: Reception, whom England's figures do not count.</summary>
    private static string YearGroup(int number) => number == 0 ? "R" : $"{number}";

    private Mark DrawMark(int absence) => MarkOf(_dice.Next(100) >= absence ? "/" : new[] { "I", "I", "M", "G", "O", "N" }[_dice.Next(6)]);

    /// <summary>The next day's pupils: some left, some came, some are in another class, and once in a while all were in school.</summary>
    private List<GeneratedPupil> Changed(School school, List<GeneratedPupil> pupils)
    {
        var (leaving, moving, perfect) = (_dice.Next(3) == 0 ? _dice.Next(1, 3) : 0, _dice.Next(3) == 0 ? 1 : 0, _dice.Next(8) == 0);
        var mixed = pupils.OrderBy(_ => _dice.Next()).ToList();
        leaving = Math.Min(leaving, pupils.Count - 1);
        var left = mixed.Take(leaving).Select(pupil =>
            pupil with { Pupil = pupil.Pupil with { OnRoll = OnRoll.Always with { Leaving = LastNight } } });
        var next = mixed.Skip(leaving)
            .Select((pupil, place) => place >= moving ? pupil : pupil with
            {
                Pupil = pupil.Pupil with
                {
                    Class = pupils[_dice.Next(pupils.Count)].Pupil.Class,
                    Characteristics = pupil.Pupil.Characteristics with { Sen = (Sen)_dice.Next(3) },
                },
            }).Concat(left).OrderBy(pupil => pupil.Pupil.Upn).ToList();
        for (var joiner = _dice.Next(3) == 0 ? _dice.Next(1, 3) : 0; joiner > 0; joiner--)
        {
            var like = pupils[_dice.Next(pupils.Count)];
            next.Add(
                like with
                {
                    Pupil = like.Pupil with { Upn = Upn.Parse($"{school.Id.ToString()[..1]}{school.Id.ToString()[^2..]}9{joiner:000}") },
                    Marks = []
                });
        }

        return perfect ? next.ConvertAll(pupil => pupil with { Day = [MarkOf("/"), MarkOf("/")] }) : next;
    }

    private static GeneratedSchool SchoolOn(
        School school, List<GeneratedPupil> pupils, DateOnly night, List<GeneratedPupil>? before, GeneratedSchool? last)
    {
        var groups = before?.ToDictionary(pupil => pupil.Pupil.Upn, pupil => Membership.Of(pupil.Pupil, Year)) ?? [];
        var counted = pupils.ConvertAll(pupil => Counted(school, pupil, night, groups.GetValueOrDefault(pupil.Pupil.Upn, "")));
        var period = new FigurePeriod(PeriodKind.Year, Year.FirstDay, night);
        var figures = SchoolFigures.Of(
            school, [period], counted, new(0, 0, new HashSet<Address>(), new HashSet<Address>()) { Before = last?.Row.Figures.Periods[0] });
        var onRoll = counted.Where(pupil => pupil.Pupil.OnRoll.Contains(night));
        var headcount = Headcount.Of(onRoll.Select(pupil => pupil.Status)) with { Tally = figures.Periods[0].Everyone.Tally };
        var row = new SchoolNight(night, school.Id, school.Policy.Id, headcount, new(1, 0, 0, 1, 1, 0, 0), 0, 0, 0, "")
        {
            Figures = figures,
            ShowsAttendance = figures.Periods[0].ShowsAttendance,
            TellsUnauthorised = figures.Periods[0].TellsUnauthorised,
        };
        return new(school, counted, row, SchoolPage.Of(school, period, row, counted, []));
    }

    private static PupilNight Counted(School school, GeneratedPupil pupil, DateOnly night, string groupsBefore)
    {
        var sessions = Days.SelectMany(day => new[] { new Session(day, HalfDay.AM), new Session(day, HalfDay.PM) }).ToList();
        var today = sessions.FindIndex(session => session.Date == night);
        var marks = pupil.Marks.Zip(sessions, (mark, session) => new StatedMark(session, mark)).ToList();
        if (groupsBefore.Length > 0 || pupil.Marks.Length == 0)
        {
            marks.AddRange(pupil.Day.Select((mark, half) => new StatedMark(sessions[today + half], mark)));
        }

        var stated = YearOfMarks.Empty(Year).With(marks);
        var last = Dates.Earlier(pupil.Pupil.OnRoll.Leaving, night);
        var status = school.Policy.StatusOf(Tally.Of(stated, Year.FirstDay, last), minimumPossible: 20);
        var record = (AttendanceRecord.Empty(pupil.Pupil.Upn, Year) with { Groups = groupsBefore }).After(night, stated, status);
        return new(pupil.Pupil, record, status, new Case(pupil.Pupil.Upn, school.Policy.Id));
    }

    private static Mark MarkOf(string code) =>
        NationalCodes.TryFind(code, out var found) ? Mark.Of(found) : throw new ArgumentException(code);
}
