using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A worklist's rows about people outside the school who have to be told: the local authority of new pupils and deletions, and the adults
/// who work with a pupil of unexplained absence and of leaving (domain 0.16, 0.17). A row ends when somebody writes "done".
/// </summary>
public static class NotificationRows
{
    /// <summary>The rows of a school's night: adults first, then by the last day on which it is in time.</summary>
    public static IReadOnlyList<WorklistRow> Of(School school, DateOnly night, IEnumerable<PupilNight> pupils) =>
    [
        .. from pupil in pupils
           from matter in pupil.Case.Notifications
           where matter.IsOpen
           orderby matter.Party == OutsideParty.LocalAuthority, matter.Due, pupil.Pupil.Upn, matter.Party
           select Row(school, pupil.Pupil, matter, night) with { Pupil = WorklistPupil.Of(school, pupil) },
    ];

    /// <summary>One row, for the morning's and the night's list; the key is the same, so a decision in one counts for both.</summary>
    internal static WorklistRow Row(School school, Pupil pupil, Notification matter, DateOnly day)
    {
        return new(school.Id, WorklistKinds.Case, $"{What(school, pupil, matter, day)}{(matter.Due < day ? " Overdue." : "")}")
        {
            Key = matter.KeyFor(school.Id, pupil.Upn).ToString(),
            Allowed = [DecisionChoice.Done.InWords()],
            NeedsSignIn = matter.IsReturn,
            Why = Why(school, matter),
            Actions = matter.IsReturn ? ReturnActions(school, pupil, matter, day) : [.. PolicyActions(school, matter), AdultGoes(matter)],
            Due = matter.Due,
            IsDuty = true,
            IsSafeguarding = !matter.IsReturn,
        };
    }

    private static string What(School school, Pupil pupil, Notification matter, DateOnly day)
    {
        var about = English.Day(matter.About);
        return (matter.Party, matter.Occasion) switch
        {
            (OutsideParty.LocalAuthority, Occasion.Admission) => $"{school.Returns.NewPupilReturn}: admitted on {about}.",
            (OutsideParty.LocalAuthority, _) => $"{school.Returns.DeletionReturn}: {Leaves(matter, day)} {about}.",
            (var adult, Occasion.Leaving) => $"Tell {pupil.Adults.Describe(adult)} that the pupil {Leaves(matter, day)} {about}.",
            var (adult, _) =>
                $"Tell {pupil.Adults.Describe(adult)} {(matter.Due < day ? "" : "today ")}of the absence that began on {about}.",
        };
    }

    private static string Leaves(Notification matter, DateOnly day) =>
        matter.About < day ? "came off the roll after" : "comes off the roll after";

    private static string Why(School school, Notification matter) => (matter.Party, matter.Occasion) switch
    {
        (OutsideParty.LocalAuthority, Occasion.Admission) =>
            $"By law by the end of day {school.Returns.NewPupilDays} after the admission (2024 Regulations, regulation 13(1)).",
        (OutsideParty.LocalAuthority, _) =>
            "By law no later than the name is deleted from the admission register (2024 Regulations, regulation 13(4)).",
        (_, Occasion.Leaving) => "The statutory guidance asks for it before the name is deleted from the register.",
        _ => "No reason is known (N or O). The statutory guidance asks every school to tell them, whatever its own policy.",
    };

    private static IReadOnlyList<string> ReturnActions(School school, Pupil pupil, Notification matter, DateOnly night) =>
    [
        .. ReturnKinds.Of(matter) is { } kind ? ReturnFiles.Advice(school, night, kind, pupil) : [],
        "Goes when somebody decides \"done\" (the return was made).",
    ];

    /// <summary>What the school's policy says of pupils with a social worker.</summary>
    private static IEnumerable<string> PolicyActions(School school, Notification matter) => matter.Party != OutsideParty.SocialWorker ? []
        : school.Policy.Cohorts.Where(cohort => cohort.Of == CohortOf.SocialWorker).SelectMany(cohort => cohort.Actions)
            // What the trust commits to is no work for the school.
            .Where(action => action.Subject != ActionSubject.Trust).Select(action => action.ToString());

    private static string AdultGoes(Notification matter) =>
        "Goes when somebody writes \"done\" and, in Note, the name of the person who was told"
        + (matter.Occasion == Occasion.Absence ? ", or when corrected marks have a reason." : ", or when the leaving date goes.");
}
