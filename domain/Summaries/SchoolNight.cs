using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Summaries;

/// <summary>Pupils counted by what a night read.</summary>
/// <param name="Pupils">Pupils on roll.</param>
/// <param name="Tally">The sum of their sessions.</param>
/// <param name="PersistentAbsence">Pupils persistently absent.</param>
/// <param name="SevereAbsence">Pupils severely absent; they are persistently absent too.</param>
/// <param name="AtStage">Pupils at each stage, from 0 above the ladder to <see cref="PolicyReader.MostStages"/>.</param>
/// <param name="TooEarly">Pupils without a stage: no data, or too early to say.</param>
public sealed record Headcount(int Pupils, Tally Tally, int PersistentAbsence, int SevereAbsence, IReadOnlyList<int> AtStage, int TooEarly)
{
    /// <summary>Fewer pupils than this show no rate in a summary that leaves the school (domain 0.12).</summary>
    public const int SmallestGroup = 5;

    public static Headcount Nobody { get; } = new(0, default, 0, 0, new int[PolicyReader.MostStages + 1], 0);

    public bool ShowsRate => Pupils >= SmallestGroup;

    public static Headcount Of(IEnumerable<AttendanceStatus> readings)
    {
        var atStage = new int[PolicyReader.MostStages + 1];
        var (pupils, tally, persistent, severe, tooEarly) = (0, default(Tally), 0, 0, 0);
        foreach (var reading in readings)
        {
            pupils++;
            tally += reading.Tally;
            if (reading is AttendanceStatus.Measured measured)
            {
                atStage[measured.Band.Stage]++;
                persistent += measured.IsPersistentAbsence ? 1 : 0;
                severe += measured.IsSevereAbsence ? 1 : 0;
            }
            else
            {
                tooEarly++;
            }
        }

        return new(pupils, tally, persistent, severe, atStage, tooEarly);
    }

    /// <summary>Two groups together: sums of pupils and of sessions.</summary>
    public Headcount And(Headcount other) => new(
        Pupils + other.Pupils, Tally + other.Tally, PersistentAbsence + other.PersistentAbsence, SevereAbsence + other.SevereAbsence,
        [.. AtStage.Zip(other.AtStage, (here, there) => here + there)], TooEarly + other.TooEarly);
}

/// <summary>What one school's night came to: the row that the trust's summaries are made of.</summary>
/// <param name="Night">The night.</param>
/// <param name="School">The school.</param>
/// <param name="PolicyId">The policy that the stages are of.</param>
/// <param name="Headcount">Its pupils.</param>
/// <param name="Intake">What became of the night's files.</param>
/// <param name="MissingMarks">Sessions of that school day without a mark, over all pupils on roll: a missing register shows here.</param>
/// <param name="NudgesPlanned">Messages that the night planned.</param>
/// <param name="NudgesSuppressed">Nudges that the night did not plan, for a reason in the ledger.</param>
/// <param name="Fingerprint">Another one whenever a pupil's row of the summary reads otherwise, even where all counts come out the same.</param>
public sealed record SchoolNight(
    DateOnly Night, SchoolId School, string PolicyId, Headcount Headcount, IntakeCounts Intake, int MissingMarks,
    int NudgesPlanned, int NudgesSuppressed, string Fingerprint)
{
    /// <summary>What became of all messages of the school year so far.</summary>
    public NudgeCounts Nudges { get; init; } = NudgeCounts.None;

    /// <summary>What pages are made of, beside these counts; none where the row was read without them, or is from before there were any.</summary>
    public SchoolFigures Figures { get; init; } = SchoolFigures.None;

    /// <summary>What the term's hold-out came to, on the term's last night; else <see cref="HoldOutSums.None"/>.</summary>
    public HoldOutSums HoldOut { get; init; } = HoldOutSums.None;
}
