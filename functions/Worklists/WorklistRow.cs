using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>One row of a worklist: something that a person decides on, does or should know.</summary>
/// <param name="Kind">One of <see cref="WorklistKinds"/>.</param>
/// <param name="What">What it is, in a sentence.</param>
public sealed record WorklistRow(SchoolId School, string Kind, string What)
{
    /// <summary>The pupil; null for a row about the school.</summary>
    public WorklistPupil? Pupil { get; init; }

    /// <summary>The opaque key of what is decided on; null where nothing is.</summary>
    public string? Key { get; init; }

    /// <summary>The words that may be decided, none of them with a comma; none where nothing waits for a decision.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Why, in the policy's words; may be empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>What the policy asks people to do, one action each.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>The day by which it is to be done or decided; null if there is none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whether it is something to be done, and not decided on.</summary>
    public bool IsDuty { get; init; }

    /// <summary>Whether it is about a child's safety, and stands in front.</summary>
    public bool IsSafeguarding { get; init; }

    /// <summary>Whether it waits for a person's decision.</summary>
    public bool Waits => Allowed.Count > 0;
}

/// <summary>The pupil of a worklist's row, with tonight's status.</summary>
/// <param name="YearGroup">The year group, as the roster has it.</param>
/// <param name="Class">The class; may be empty.</param>
/// <param name="Percent">Attendance in the year to date; empty without a possible session.</param>
/// <param name="Stage">The stage's number; empty where there is none.</param>
/// <param name="StageName">The policy's name for it: where attendance lies tonight.</param>
/// <param name="CaseStage">The policy's name for the stage at which the case stands, which people and process decide.</param>
/// <param name="DaysLost">School days missed so far.</param>
public sealed record WorklistPupil(
    string Upn, string Forename, string Surname, string YearGroup, string Class, Cell Percent, Cell Stage, string StageName,
    string CaseStage, Cell DaysLost)
{
    /// <summary>A pupil of a school as tonight reads them.</summary>
    public static WorklistPupil Of(School school, PupilNight night) =>
        Of(school, night.Pupil, night.Record) with { CaseStage = school.Policy.NameOf(night.Case.Stage) };

    /// <summary>A pupil of a school as the last night read them, by their record alone.</summary>
    public static WorklistPupil Of(School school, Pupil pupil, AttendanceRecord record)
    {
        var tally = record.Tally;
        return new(
            pupil.Upn.ToString(), pupil.Forename, pupil.Surname, pupil.YearGroup, pupil.Class,
            Rate.TryOf(tally, out var rate) ? Cell.Percent(rate) : Cell.Empty,
            record.Stage is { } stage ? stage : Cell.Empty, record.Stage is { } named ? school.Policy.NameOf(named) : "", CaseStage: "",
            Cell.Number(new TimeLost(tally.Absent, school.Policy.FullYear.LearningHoursPerDay).Days));
    }
}
