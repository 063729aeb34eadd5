using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Domain.Summaries;

/// <summary>The result of one school's night: the row that the trust's summaries are made of.</summary>
/// <param name="PolicyId">The policy whose stages are counted.</param>
/// <param name="MissingMarks">Sessions of that school day without a mark, over all pupils on roll: a missing register shows here.</param>
/// <param name="NudgesPlanned">Messages that the night planned.</param>
/// <param name="NudgesSuppressed">Nudges that the night did not plan, for a reason in the ledger.</param>
/// <param name="Fingerprint">A value that changes whenever a pupil's row of the summary changes, even if all counts stay the same.</param>
public sealed record SchoolNight(
    DateOnly Night, SchoolId School, string PolicyId, Headcount Headcount, IntakeCounts Intake, int MissingMarks,
    int NudgesPlanned, int NudgesSuppressed, string Fingerprint)
{
    /// <summary>Pupils who could not be worked out; they are in none of the counts.</summary>
    public int PupilsHeld { get; init; }

    /// <summary>The outcomes of all messages of the school year so far.</summary>
    public NudgeCounts Nudges { get; init; } = NudgeCounts.None;

    /// <summary>Messages that their service refused on the day of the night.</summary>
    public int MessagesRefused { get; init; }

    /// <summary>Texts of the week before the night's day of which no delivery report has come.</summary>
    public int ReportsLate { get; init; }

    /// <summary>Further figures for pages; empty where the row was read without them.</summary>
    public SchoolFigures Figures { get; init; } = SchoolFigures.None;

    /// <summary>Whether the school's sessions in the year may be shown (<see cref="PeriodFigures.ShowsAttendance"/>).</summary>
    public bool ShowsAttendance { get; init; } = true;

    /// <summary>Whether authorised and unauthorised absence may be told apart (<see cref="PeriodFigures.TellsUnauthorised"/>).</summary>
    public bool TellsUnauthorised { get; init; } = true;

    /// <summary>
    /// The pupils that a table which leaves the school may count; nobody if the school is hidden. Of fewer than five of whom it can be
    /// said, neither persistent absence nor stages are told: they count as too early to say.
    /// </summary>
    public Headcount Published => !ShowsAttendance ? Headcount.Nobody
        : Headcount.ShowsStages ? Headcount
        : Headcount.Nobody with { Pupils = Headcount.Pupils, Tally = Headcount.Tally, TooEarly = Headcount.Pupils };

    /// <summary>The sums of the term's hold-out, on the term's last night; else null.</summary>
    public HoldOutSums? HoldOut { get; init; }
}

/// <summary>
/// The results of a night's files. RowsRead is always RowsApplied plus RowsRejected plus RowsHeld; held files are not included.
/// </summary>
/// <param name="FilesApplied">Files applied, whole or in part.</param>
/// <param name="FilesRejected">Files that could not be understood at all.</param>
/// <param name="FilesHeld">Files kept back until they can be trusted.</param>
/// <param name="RowsRead">Rows of the applied files.</param>
/// <param name="RowsApplied">Rows that were applied.</param>
/// <param name="RowsRejected">Rows that were rejected with a reason.</param>
/// <param name="RowsHeld">Rows that are kept until the next school year, of which all their marks are.</param>
public sealed record IntakeCounts(
    int FilesApplied, int FilesRejected, int FilesHeld, int RowsRead, int RowsApplied, int RowsRejected, int RowsHeld)
{
    /// <summary>Adds the counts of another school.</summary>
    public IntakeCounts And(IntakeCounts other) => new(
        FilesApplied + other.FilesApplied, FilesRejected + other.FilesRejected, FilesHeld + other.FilesHeld,
        RowsRead + other.RowsRead, RowsApplied + other.RowsApplied, RowsRejected + other.RowsRejected, RowsHeld + other.RowsHeld);
}
