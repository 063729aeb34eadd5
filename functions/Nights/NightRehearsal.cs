using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Works out everything that follows from a night's pupils before any of it is written, so that a pupil with whom something throws is
/// held before a record, a case or a message of the pupil has changed.
/// </summary>
internal static class NightRehearsal
{
    /// <summary>Holds the pupils with whom a computation throws.</summary>
    public static void Run(Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, HeldPupils held)
    {
        var planner = new NudgePlanner(trust, school, night, new HashSet<Address>(), new(new byte[KeySecret.Length]));
        var rows = new CaseRows(school, night, new LettersOfNight([], []));
        held.Run(onRoll, pupils => pupils.SelectMany(pupil =>
            planner.Plan(new(new(pupil.Pupil, pupil.Record, pupil.Case), pupil.Status, pupil.CaseNews, []))).ToList());
        held.Run(onRoll, pupils => rows.Of(pupils).Concat(AbsenceRows.Of(school, night, pupils))
            .Concat(NotificationRows.Of(school, night, pupils)).ToList());
        held.Run(onRoll, pupils => pupils
            .SelectMany(pupil => ReturnEntry.Of(school, pupil.Pupil, pupil.Case, pupil.MarksIn)).Select(entry => entry.Missing).ToList());
        held.Run(onRoll, pupils => FurtherSheets.Of(school, night, pupils, left: []).ToList());
        held.Run(onRoll, pupils => SchoolFigures.Of(
            school, TrustCalendar.Of(trust).PeriodsOf(night), pupils, new(0, 0, new HashSet<Address>(), new HashSet<Address>())));
    }
}
