using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Pupils;

/// <summary>What is kept of a pupil's attendance in one school year: all marks, and what the last night read off them.</summary>
/// <param name="Upn">The pupil.</param>
/// <param name="Marks">All marks of the year.</param>
/// <param name="Tally">The sessions counted on that night.</param>
/// <param name="Night">The night of the reading; <see cref="DateOnly.MinValue"/> before the first.</param>
/// <param name="Stage">The stage that it read; <see cref="NoStage"/> where there was none.</param>
/// <param name="StageBefore">The stage that the night before it had read.</param>
/// <param name="IsPersistentAbsence">Whether that reading was persistent absence; false where it was too early to say.</param>
/// <param name="IsSevereAbsence">Whether that reading was severe absence; false where it was too early to say.</param>
/// <param name="CorrectedOn">The last night on which a mark was changed that had been there before; <see cref="DateOnly.MinValue"/> if never.</param>
public sealed record AttendanceRecord(
    Upn Upn, YearOfMarks Marks, Tally Tally, DateOnly Night, int Stage, int StageBefore,
    bool IsPersistentAbsence, bool IsSevereAbsence, DateOnly CorrectedOn)
{
    /// <summary>No stage: no data, or too early to say.</summary>
    public const int NoStage = -1;

    /// <summary>By how much the pupil was late, where registers say so.</summary>
    public LateMinutes Late { get; init; } = LateMinutes.None;

    /// <summary>What the nights of the year read.</summary>
    public StageHistory Stages { get; init; } = StageHistory.None;

    /// <summary>Other schools of the trust that had marks of the pupil when this one saw them first, by their ids with blanks between.</summary>
    public string Elsewhere { get; init; } = "";

    public static AttendanceRecord Empty(Upn upn, AcademicYear year) =>
        new(upn, YearOfMarks.Empty(year), default, DateOnly.MinValue, NoStage, NoStage, false, false, DateOnly.MinValue);

    /// <summary>Whether the last night read a worse stage than the one before it; the first reading counts as a fall from above the ladder.</summary>
    public bool HasWorsened => Stage > Math.Max(StageBefore, 0);

    /// <summary>The record after a night. Repeating a night leaves it as it was: the stage before stays that of the night before.</summary>
    public AttendanceRecord After(DateOnly night, YearOfMarks marks, AttendanceStatus reading) => this with
    {
        Marks = marks,
        Tally = reading.Tally,
        Night = night,
        Stage = StageOf(reading),
        Stages = SoFar(night).After(night, StageOf(reading)),
        IsPersistentAbsence = reading is AttendanceStatus.Measured { IsPersistentAbsence: true },
        IsSevereAbsence = reading is AttendanceStatus.Measured { IsSevereAbsence: true },
        StageBefore = Night == night ? StageBefore : Stage,
        CorrectedOn = marks.Corrects(Marks) ? night : CorrectedOn,
    };

    // A record from before stages were written down knows its last one.
    private StageHistory SoFar(DateOnly night) => Stages == StageHistory.None && DateOnly.MinValue < Night && Night < night ? Stages.After(Night, Stage) : Stages;

    private static int StageOf(AttendanceStatus reading) => reading is AttendanceStatus.Measured measured ? measured.Band.Stage : NoStage;
}
