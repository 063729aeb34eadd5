using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Local.SampleTrust;
using SampleCode = AttendanceFunctions.Local.SampleTrust.Code;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// The data about one pupil that the school knows on each night of a year: no marks of later days, and N if a reason is not known yet.
/// </summary>
/// <param name="Sample">The pupil with the final marks of the year.</param>
/// <param name="Pupil">The pupil's data on the roster.</param>
/// <param name="Marks">The marks known on each of the trust's school days.</param>
/// <param name="Requests">The family's requests for leave.</param>
internal sealed record YearOfAPupil(
    PupilYear Sample, Pupil Pupil, IReadOnlyDictionary<DateOnly, YearOfMarks> Marks, IReadOnlyList<FamilyRequest> Requests)
{
    /// <summary>The first and the last school day on which one pupil in twenty-five has a circumstance on the roster.</summary>
    private const int FirstDayOfCircumstance = 85, LastDayOfCircumstance = 124;

    /// <summary>The pupil's index in the trust.</summary>
    public int Index => Sample.Pupil.Index;

    /// <summary>The index of the pupil's school.</summary>
    public int School => Sample.Pupil.School.Index;

    /// <param name="onRoster">The pupil as the school's roster has it at the end of the year.</param>
    public static YearOfAPupil Of(InventedTrust trust, PupilYear pupil, Pupil onRoster)
    {
        var days = trust.Year.Days;
        // During the break all reasons are known immediately, so that all ways to run the nights use the same marks.
        var known = days.ToDictionary(
            day => day, day => Read(trust, pupil, SimulatedYear.IsBreak(days, day) ? SimulatedYear.EndOfBreak(days) : day));
        return new(pupil, onRoster with { Circumstance = "" }, known, FamilyRequest.AllOf(trust.Year, pupil));
    }

    /// <summary>The marks of a morning: those of the evening before, and the morning's own as the register has them by then.</summary>
    public YearOfMarks OnMorning(DateOnly day) => Marks[day].With([(new Session(day, HalfDay.PM), Mark.Missing)]);

    /// <summary>The pupil's data on the roster of a day.</summary>
    public Pupil On(int day) =>
        Index % 25 == 7 && day is >= FirstDayOfCircumstance and <= LastDayOfCircumstance ? Pupil with { Circumstance = "On file" } : Pupil;

    private static YearOfMarks Read(InventedTrust trust, PupilYear pupil, DateOnly evening) =>
        YearOfMarks.Empty(AcademicYear.Of(evening))
            .With(trust.Known(pupil, evening).Select((code, slot) => (SessionOf(trust.Year, slot), MarkOf(code, slot))));

    private static Session SessionOf(SchoolYear year, int slot) => new(year.Days[slot / 2], (HalfDay)(slot % 2));

    private static Mark MarkOf(SampleCode code, int slot) => code.Text(slot % 2 == 0) switch
    {
        "" => Mark.Missing,
        var text =>
            NationalCodes.TryFind(text, out var found)
                ? Mark.Of(found)
                : throw new ArgumentException($"{text} is not a code.", nameof(code)),
    };
}
