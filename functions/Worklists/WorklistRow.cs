using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>One row of a worklist: a decision to make, a task, or information.</summary>
/// <param name="Kind">One of <see cref="WorklistKinds"/>.</param>
/// <param name="What">The subject, as a sentence.</param>
public sealed record WorklistRow(SchoolId School, string Kind, string What)
{
    /// <summary>The pupil; null for a row about the school.</summary>
    public WorklistPupil? Pupil { get; init; }

    /// <summary>The opaque key of the subject of a decision; null if there is nothing to decide.</summary>
    public string? Key { get; init; }

    /// <summary>The allowed decisions, none with a comma; empty if nothing waits for a decision.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Whether only a signed-in person may decide it, and no file.</summary>
    public bool NeedsSignIn { get; init; }

    /// <summary>The reason, in the policy's words; may be empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>The actions that the policy asks people to take.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>The day by which it must be done or decided; null if there is none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whether it is a task, not a decision.</summary>
    public bool IsDuty { get; init; }

    /// <summary>Whether it is about a child's safety; such rows come first.</summary>
    public bool IsSafeguarding { get; init; }

    /// <summary>The kind of the message that waits; null for a row about something else.</summary>
    public MessageKind? Message { get; init; }

    /// <summary>The night on which it comes up at the latest; null if it does not wait until there is room.</summary>
    [JsonIgnore]
    public DateOnly? UpBy { get; init; }

    /// <summary>
    /// The night since which people have it as one row with others (<see cref="RoomOfDay"/>); null where no night chose it.
    /// </summary>
    public DateOnly? Since { get; init; }

    /// <summary>Whether it waits for a person's decision.</summary>
    public bool Waits => Allowed.Count > 0;
}

/// <summary>The pupil of a worklist's row, with tonight's status.</summary>
/// <param name="YearGroup">The year group on the roster.</param>
/// <param name="Class">The class; may be empty.</param>
/// <param name="Percent">Attendance in the year to date, in percent; empty without a possible session.</param>
/// <param name="Stage">The number of tonight's stage; empty if there is none.</param>
/// <param name="StageName">The policy's name for tonight's stage, which follows from attendance alone.</param>
/// <param name="CaseStage">The policy's name for the stage of the case, which people and the process decide.</param>
/// <param name="DaysLost">School days missed in the year to date.</param>
public sealed record WorklistPupil(
    string Upn, string Forename, string Surname, string YearGroup, string Class, Cell Percent, Cell Stage, string StageName,
    string CaseStage, Cell DaysLost)
{
    private const string InformalSupport = "Informal support";

    /// <summary>A pupil without results.</summary>
    public static WorklistPupil WithoutFigures(Pupil pupil) =>
        Unknown(pupil.Upn) with { Forename = pupil.Forename, Surname = pupil.Surname, YearGroup = pupil.YearGroup, Class = pupil.Class };

    /// <summary>A pupil of whom only the UPN is known.</summary>
    public static WorklistPupil Unknown(Upn upn) =>
        new(upn.ToString(), "", "", "", "", Cell.Empty, Cell.Empty, StageName: "", CaseStage: "", DaysLost: Cell.Empty);

    /// <summary>A pupil of a school with tonight's results.</summary>
    public static WorklistPupil Of(School school, PupilNight night) =>
        Of(school, night.Pupil, night.Record) with { CaseStage = school.Policy.NameOf(night.Case.Stage) };

    /// <summary>A pupil of a school with the results of the last night, from the record alone.</summary>
    public static WorklistPupil Of(School school, Pupil pupil, AttendanceRecord record) =>
        Of(school, pupil, new NightFigures(record.Tally, record.Night, record.Stage));

    /// <summary>A pupil of a school with the figures of the last night.</summary>
    public static WorklistPupil Of(School school, Pupil pupil, NightFigures figures) => new(
        pupil.Upn.ToString(), pupil.Forename, pupil.Surname, pupil.YearGroup, pupil.Class,
        Rate.TryOf(figures.Tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
        figures.Stage is { } stage ? stage : Cell.Empty,
        figures is { Stage: { } named, Night: var night } ? NameOf(school, pupil, night, named) : "",
        CaseStage: "",
        Cell.Number(new TimeLost(figures.Tally.Absent, school.Policy.FullYear.LearningHoursPerDay).Days));

    /// <summary>A stage's name; a formal one is not that of a pupil who is not of compulsory school age (domain 0.13).</summary>
    private static string NameOf(School school, Pupil pupil, DateOnly? last, int stage) =>
        last is { } night && stage >= school.Policy.FirstFormalStage && !CompulsoryAge.Of(pupil, AcademicYear.Of(night)).Contains(night)
            ? InformalSupport
            : school.Policy.NameOrNumberOf(stage);
}
