using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Local.SampleTrust;
using SampleCode = AttendanceFunctions.Local.SampleTrust.Code;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>
/// What a school knows of one pupil of the sample trust on each night of a year: no mark of a later day, and N where a reason is not
/// settled yet.
/// </summary>
/// <param name="Index">The pupil's number in the trust.</param>
/// <param name="School">The number of the pupil's school.</param>
/// <param name="Pupil">The pupil as the roster states them.</param>
/// <param name="Marks">The marks as they were known on each of the trust's school days.</param>
internal sealed record YearOfAPupil(int Index, int School, Pupil Pupil, IReadOnlyDictionary<DateOnly, YearOfMarks> Marks)
{
    /// <summary>From the school day with this number on, one pupil in twenty-five has a circumstance on file for eight weeks.</summary>
    private const int FirstDayOfCircumstance = 85, LastDayOfCircumstance = 124;

    public static YearOfAPupil Of(InventedTrust trust, PupilYear pupil)
    {
        var days = trust.Year.Days;
        // In the two weeks of the break all reasons are known at once, so that the same marks are seen whether or not it is one.
        var known = days.ToDictionary(
            day => day, day => Read(trust, pupil, SimulatedYear.IsBreak(days, day) ? SimulatedYear.EndOfBreak(days) : day));
        return new(pupil.Pupil.Index, pupil.Pupil.School.Index, Roster(pupil.Pupil), known);
    }

    /// <summary>The pupil as tonight's roster has them.</summary>
    public Pupil On(int day) =>
        Index % 25 == 7 && day is >= FirstDayOfCircumstance and <= LastDayOfCircumstance ? Pupil with { Circumstance = "On file" } : Pupil;

    private static Pupil Roster(SamplePupil pupil) => new(
        Upn.Parse(pupil.Upn), pupil.Forename, pupil.Forename, pupil.Surname, $"{pupil.YearGroup}", pupil.Class, "",
        new(Sen.None, pupil.PupilPremium, pupil.FreeSchoolMeals, pupil.LookedAfter, pupil.SocialWorker),
        new(pupil.Admission, pupil.Leaving), "", pupil.NudgesOff, []);

    private static YearOfMarks Read(InventedTrust trust, PupilYear pupil, DateOnly evening) =>
        YearOfMarks.Empty(AcademicYear.Of(evening))
            .With(trust.Known(pupil, evening).Select((code, slot) => (SessionOf(trust.Year, slot), MarkOf(code, slot))));

    private static Session SessionOf(SchoolYear year, int slot) => new(year.Days[slot / 2], (HalfDay)(slot % 2));

    private static Mark MarkOf(SampleCode code, int slot) => code.Text(slot % 2 == 0) switch
    {
        "" => Mark.Missing,
        var text =>
            NationalCodes.TryFind(text, out var found) ? Mark.Of(found) : throw new ArgumentException($"{text} is no code.", nameof(code)),
    };
}
