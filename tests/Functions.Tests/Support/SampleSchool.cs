using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>One session as a register has it.</summary>
public sealed record RawMark(DateOnly Date, HalfDay Half, string Code, int Minutes);

/// <summary>A pupil with the raw marks, for figures to be counted by hand.</summary>
public sealed record RawPupil(Pupil Pupil, IReadOnlyList<RawMark> Marks);

/// <summary>A school of pupils whose marks are drawn by dice, which always fall the same way for a seed, and its night.</summary>
public sealed class SampleSchool
{
    private static readonly string[] Attended = ["/", "\\", "/", "\\", "/", "\\", "/", "\\", "L", "B", "V"];

    private static readonly string[] Others = ["I", "I", "M", "C2", "G", "N", "O", "U", "X", "Y1", "-"];

    /// <summary>
    /// Of a hundred sessions so many are not attended: most pupils are hardly ever absent, some are at the line, some never come.
    /// </summary>
    private static readonly int[] Absence = [0, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 11, 12, 15, 20, 55];

    private static readonly AcademicYear Year = new(2025);

    private SampleSchool(Trust trust, School school, DateOnly night, IReadOnlyList<RawPupil> raw)
    {
        (Trust, School, Night, Raw) = (trust, school, night, raw);
        Pupils = [.. raw.Select(pupil => Counted(school, pupil, night))];
    }

    public Trust Trust { get; }

    public School School { get; }

    public DateOnly Night { get; }

    public IReadOnlyList<RawPupil> Raw { get; }

    public IReadOnlyList<PupilNight> Pupils { get; }

    public IReadOnlyList<FigurePeriod> Periods => TrustCalendar.Of(Trust).PeriodsOf(Night);

    public FigurePeriod Period(PeriodKind kind) => Periods.Single(period => period.Kind == kind);

    /// <summary>The row of its night.</summary>
    /// <param name="before">The row of its night before.</param>
    public SchoolNight Row(NudgeCounts? nudges = null, SchoolNight? before = null)
    {
        var figures = SchoolFigures.Of(
            School, Periods, Pupils, new(5, 0, new HashSet<Address>(), new HashSet<Address>()) { Before = before?.Figures.Periods[0] });
        return new(
            Night, School.Id, School.Policy.Id, Headcount.Of(Pupils.Select(pupil => pupil.Status)), new(2, 1, 0, 100, 97, 3, 0),
            4, 0, 0, "print")
        {
            Nudges = nudges ?? NudgeCounts.None,
            Figures = figures,
            ShowsAttendance = figures.Periods[0].ShowsAttendance,
            TellsUnauthorised = figures.Periods[0].TellsUnauthorised,
        };
    }

    /// <summary>A school of a trust with so many pupils.</summary>
    public static SampleSchool Draw(Trust trust, string id, int pupils, string night, int seed = 1)
    {
        var school = trust.Schools.Single(school => school.Id == SchoolId.Parse(id));
        var (dice, day) = (new Random(seed), Date(night));
        return new(
            trust, school, day, [.. Enumerable.Range(0, pupils).Select(number => Drawn(dice, school, $"P{id[..2]}{number:000}", day))]);
    }

    /// <summary>A school of these pupils.</summary>
    public static SampleSchool With(Trust trust, string id, string night, IReadOnlyList<RawPupil> raw) =>
        new(trust, trust.Schools.Single(school => school.Id == SchoolId.Parse(id)), Date(night), raw);

    /// <summary>The same school with other pupils, each made of its own.</summary>
    public SampleSchool Changed(Func<RawPupil, int, RawPupil> change) => new(Trust, School, Night, [.. Raw.Select(change)]);

    /// <summary>The trust of some settings.</summary>
    public static Trust TrustOf(string settings) => new TrustReader([]).Read(settings) switch
    {
        Checked<Trust>.Valid sound => sound.Value,
        _ => throw new ArgumentException("The sample settings have a fault.", nameof(settings)),
    };

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static RawPupil Drawn(Random dice, School school, string upn, DateOnly night)
    {
        var pupil = new Pupil(
            Upn.Parse(upn), "Margaret", "Maggie", $"Sample {upn}", new[] { "R", "1", "2", "10" }[dice.Next(4)],
            new[] { "4A", "4B", "5C" }[dice.Next(3)], "",
            new((Sen)dice.Next(3), dice.Next(3) == 0, dice.Next(3) == 0, dice.Next(4) == 0, dice.Next(5) == 0), OnRoll.Always, "", false,
            []);
        var absence = Absence[dice.Next(Absence.Length)];
        return new(pupil,
        [
            .. from day in school.Calendar.SchoolDaysFrom(Year.FirstDay).TakeWhile(day => day <= night)
               from half in new[] { HalfDay.AM, HalfDay.PM }
               let codes = dice.Next(100) < absence ? Others : Attended
               let code = codes[dice.Next(codes.Length)]
               select new RawMark(day, half, code, code is "L" or "U" && dice.Next(2) == 0 ? dice.Next(1, 60) : 0),
        ]);
    }

    private static PupilNight Counted(School school, RawPupil raw, DateOnly night)
    {
        var stated = raw.Marks.Where(mark => mark.Code != "-")
            .Select(mark => new StatedMark(new(mark.Date, mark.Half), MarkOf(mark.Code)) { MinutesLate = mark.Minutes })
            .ToList();
        var record = AttendanceRecord.Empty(raw.Pupil.Upn, Year);
        // Its nights were the last ones of each week, as far as stages go.
        var nights = school.Calendar.SchoolDaysFrom(Year.FirstDay)
            .TakeWhile(day => day < night)
            .Where(school.Calendar.IsLastOfWeek)
            .Append(night);
        var reading = (AttendanceStatus)new AttendanceStatus.NoData(default);
        foreach (var each in nights)
        {
            var marks = YearOfMarks.Empty(Year).With(stated.Where(mark => mark.Session.Date <= each));
            reading = school.Policy.StatusOf(Tally.Of(marks, raw.Pupil.OnRoll.Admission, each), minimumPossible: 20);
            record = record.After(each, marks, reading);
        }

        return new(
            raw.Pupil, record with { Late = LateMinutes.None.With(Year, stated) }, reading, new Case(raw.Pupil.Upn, school.Policy.Id));
    }

    private static Mark MarkOf(string code) =>
        NationalCodes.TryFind(code, out var found) ? Mark.Of(found) : throw new ArgumentException($"{code} is no code.", nameof(code));
}
