namespace AttendanceFunctions.Domain.Pupils;

/// <summary>What is kept of a pupil's attendance in one school year: all marks, and the figures of the last night.</summary>
/// <param name="Tally">The sessions counted on the last night.</param>
/// <param name="Night">The last night; null before the first.</param>
/// <param name="Stage">The stage on the last night; 0 above the ladder, null where there was no data or it was too early to say.</param>
/// <param name="StageBefore">The stage on the night before it, in the same form.</param>
/// <param name="IsPersistentAbsence">Whether the pupil was persistently absent on the last night; false if too early to say.</param>
/// <param name="IsSevereAbsence">Whether the pupil was severely absent on the last night; false where it was too early to say.</param>
/// <param name="CorrectedOn">The last night on which an existing mark was changed or cleared; null if there was none.</param>
public sealed record AttendanceRecord(
    Upn Upn, YearOfMarks Marks, Tally Tally, DateOnly? Night, int? Stage, int? StageBefore,
    bool IsPersistentAbsence, bool IsSevereAbsence, DateOnly? CorrectedOn)
{
    /// <summary>By how many minutes the pupil was late, where registers give it.</summary>
    public LateMinutes Late { get; init; } = LateMinutes.None;

    /// <summary>The pupil's stages on the nights of the year.</summary>
    public StageHistory Stages { get; init; } = StageHistory.None;

    /// <summary>The groups that counted the pupil in the summary of the last night; empty before the first.</summary>
    public string Groups { get; init; } = "";

    /// <summary>The groups that counted the pupil on the night before it, in the same form.</summary>
    public string GroupsBefore { get; init; } = "";

    /// <summary>The record of a pupil before the first night of the year.</summary>
    public static AttendanceRecord Empty(Upn upn, AcademicYear year) =>
        new(upn, YearOfMarks.Empty(year), default, Night: null, Stage: null, StageBefore: null, false, false, CorrectedOn: null);

    /// <summary>Whether the stage is worse than on the night before; no stage counts as 0, above the ladder.</summary>
    public bool HasWorsened => Stage > (StageBefore ?? 0);

    /// <summary>The record after a night. Repeating a night changes nothing; what is known of the night before is kept.</summary>
    public AttendanceRecord After(DateOnly night, YearOfMarks marks, AttendanceStatus status) => this with
    {
        Marks = marks,
        Tally = status.Tally,
        Night = night,
        Stage = StageOf(status),
        Stages = Stages.After(night, StageOf(status)),
        IsPersistentAbsence = status is AttendanceStatus.Measured { IsPersistentAbsence: true },
        IsSevereAbsence = status is AttendanceStatus.Measured { IsSevereAbsence: true },
        StageBefore = Night == night ? StageBefore : Stage,
        GroupsBefore = Night == night ? GroupsBefore : Groups,
        CorrectedOn = marks.Corrects(Marks) ? night : CorrectedOn,
    };

    /// <summary>The sessions between two days, up to the last night, so that all figures cover the same marks.</summary>
    public Tally TallyOf(DateOnly first, DateOnly last) =>
        Night is { } night ? Tally.Of(Marks, first, Dates.Earlier(last, night)) : default;

    private static int? StageOf(AttendanceStatus status) => status is AttendanceStatus.Measured measured ? measured.Band.Stage : null;
}
