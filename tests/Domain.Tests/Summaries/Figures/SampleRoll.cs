using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

/// <summary>One session as a register has it.</summary>
internal sealed record RawMark(DateOnly Date, HalfDay Half, string Code, int Minutes);

/// <summary>A pupil with the raw marks, for figures to be counted by hand.</summary>
internal sealed record RawPupil(Pupil Pupil, IReadOnlyList<RawMark> Marks);

/// <summary>Pupils with marks drawn by dice, which always fall the same way for a seed.</summary>
internal sealed class SampleRoll
{
    private static readonly string[] Attended = ["/", "\\", "/", "\\", "/", "\\", "/", "\\", "L", "B", "V"];

    private static readonly string[] Others = ["I", "I", "M", "C2", "G", "N", "O", "U", "X", "Y1", "-"];

    /// <summary>
    /// Of a hundred sessions so many are not attended: most pupils are hardly ever absent, some are at the line, some never come.
    /// </summary>
    private static readonly int[] Absence = [0, 1, 2, 3, 4, 5, 8, 10, 11, 12, 15, 20, 30, 55, 80];

    public SampleRoll(int seed, int pupils, DateOnly night, string prefix = "A")
    {
        var dice = new Random(seed);
        Night = night;
        Raw = [.. Enumerable.Range(0, pupils).Select(number => Draw(dice, $"{prefix}{number:000}"))];
        Pupils = [.. Raw.Select(raw => Counted(raw, night))];
    }

    public DateOnly Night { get; }

    public IReadOnlyList<RawPupil> Raw { get; }

    public IReadOnlyList<PupilNight> Pupils { get; }

    /// <summary>What a night has of a pupil with these marks.</summary>
    public static PupilNight Counted(RawPupil raw, DateOnly night)
    {
        var stated = raw.Marks.Where(mark => mark.Code != "-")
            .Select(mark => new StatedMark(new(mark.Date, mark.Half), Mark.Of(Marks.Code(mark.Code))) { MinutesLate = mark.Minutes })
                .ToList();
        var record = AttendanceRecord.Empty(raw.Pupil.Upn, Marks.Year) with { Late = LateMinutes.None.With(Marks.Year, stated) };
        var marks = record.Marks.With(stated);
        var reading = A.Policy("odbst")
            .StatusOf(Tally.Of(marks, raw.Pupil.OnRoll.Admission, Dates.Earlier(raw.Pupil.OnRoll.Leaving, night)), A.Floor);
        return new(raw.Pupil, record.After(night, marks, reading), reading, new Case(raw.Pupil.Upn, "odbst"));
    }

    private RawPupil Draw(Random dice, string upn)
    {
        var (yearGroup, born) = new[] { ("R", 2020), ("1", 2019), ("2", 2018), ("10", 2010) }[dice.Next(4)];
        var pupil = A.Pupil(upn) with
        {
            YearGroup = yearGroup,
            DateOfBirth = dice.Next(2) == 0 ? $"{born}-1{dice.Next(3)}-09" : "",
            Class = new[] { "", "4A", "4B" }[dice.Next(3)],
            Characteristics = new((Sen)dice.Next(3), dice.Next(3) == 0, dice.Next(3) == 0, dice.Next(9) == 0, dice.Next(5) == 0),
            OnRoll = dice.Next(12) switch
            {
                0 or 1 => new(Night.AddDays(-dice.Next(1, 60)), DateOnly.MaxValue),
                2 => new(DateOnly.MinValue, Night.AddDays(-dice.Next(1, 60))),
                _ => OnRoll.Always,
            },
        };
        var (absence, days) = (
            Absence[dice.Next(Absence.Length)], A.Calendar().SchoolDaysFrom(A.Day(2025, 9, 1)).TakeWhile(day => day <= Night).ToList());
        return new(pupil,
        [
            .. from day in days
               from half in new[] { HalfDay.AM, HalfDay.PM }
               let codes = dice.Next(100) < absence ? Others : Attended
               let code = codes[dice.Next(codes.Length)]
               select new RawMark(day, half, code, code is "L" or "U" && dice.Next(2) == 0 ? dice.Next(1, 60) : 0),
        ]);
    }
}
