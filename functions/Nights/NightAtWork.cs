using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>A school's night while it is worked out.</summary>
/// <param name="Files">What the night has read.</param>
/// <param name="Shared">The UPNs of the school that another school has too.</param>
/// <param name="Held">Holds the pupils whose night cannot be worked out; nothing of them is written.</param>
public sealed record NightAtWork(
    Trust Trust, School School, DateOnly Night, NightFiles Files, IReadOnlyList<SharedUpnTonight> Shared, HeldPupils Held)
{
    public AcademicYear Year => AcademicYear.Of(Night);
}

/// <summary>The pupils of a school's night.</summary>
/// <param name="All">The pupils of the roster, including pupils not on roll on the night, in the order of their UPNs.</param>
/// <param name="OnRoll">Those of them who are on roll on the night.</param>
/// <param name="Left">The pupils who left in the school year, as the figures of their time on roll count them.</param>
/// <param name="ToTell">Pupils who have left, of whom somebody outside the school has still to be told.</param>
public sealed record PupilsOfNight(
    IReadOnlyList<PupilNight> All, IReadOnlyList<PupilNight> OnRoll, IReadOnlyList<PupilNight> Left, IReadOnlyList<PupilNight> ToTell);

/// <summary>The outcome of a school's night, from which its results are counted.</summary>
/// <param name="Files">The entries of the files that this night was the first to read.</param>
public sealed record NightOutcome(
    PupilsOfNight Pupils, PlannedMessages Messages, IReadOnlyList<IntakeEntry> Files, LettersOfNight Letters,
    ReviewCounts Review);
