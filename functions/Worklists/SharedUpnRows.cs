using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// A worklist's rows about UPNs that another school has too and of which the rosters do not say that it is one child. They name the other
/// school and show nothing that it knows: not even which of its facts differs.
/// </summary>
public static class SharedUpnRows
{
    /// <summary>The rows of a school's night, in the order of the UPNs.</summary>
    /// <param name="onRoll">The pupils on roll, with tonight's results.</param>
    /// <param name="shared">The UPNs of the school that another school has too.</param>
    public static IReadOnlyList<WorklistRow> Of(
        School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, IEnumerable<SharedUpnTonight> shared)
    {
        var byUpn = onRoll.ToDictionary(pupil => pupil.Pupil.Upn);
        return
        [
            .. from place in shared
               where place.Relation == SharedUpn.Asked
               select RowOf(school, night, place) with
               {
                   Pupil = byUpn.TryGetValue(place.Upn, out var pupil) ? WorklistPupil.Of(school, pupil) : Former(place.Here.Pupil),
               },
        ];
    }

    private static WorklistRow RowOf(School school, DateOnly night, SharedUpnTonight place) => place.Here.MissingSince is { } missing
        ? new(
            school.Id, WorklistKinds.Upn,
            $"This pupil is no longer on your roster since {English.Day(missing)}, and {place.Other.Name} has the UPN now.")
        {
            Key = place.Row.Key,
            Allowed = DecisionsAboutUpns.Allowed,
            Why = Why,
            Actions =
            [
                $"Write {DecisionsAboutUpns.Left} if the child has left you: case and marks then go on at the other school.",
                $"Write {DecisionsAboutUpns.NotOurs} if the UPN was never this child's.",
            ],
        }
        : new(school.Id, WorklistKinds.Upn, $"{place.Other.Name} has the UPN of this pupil too.")
        {
            Why = Why,
            Actions = [.. ActionsOf(place.Here, night)],
        };

    private const string Why = "A UPN is one child's. Nothing goes from one school to the other until both rosters say that it is one "
        + "child: the same UPN, date of birth and surname.";

    private static IEnumerable<string> ActionsOf(RosterEntry here, DateOnly night)
    {
        yield return "Check the UPN against the pupil's record, and correct it if it is another one.";
        if (here.Pupil.DateOfBirth.Length == 0)
        {
            yield return "Enter the date of birth, which your roster does not have.";
        }

        if (here.Claims(night))
        {
            yield return "If the child has left you, enter the leaving date.";
            yield return "If the child came to you from there, see that your roster has the date of admission, and ask that school for the "
                + "leaving date.";
            yield return "If the child is registered at both schools, enter EnrolmentStatus at both: M at the main one, S at the other.";
        }

        yield return "Otherwise agree with the other school who has the wrong UPN, date of birth or surname.";
    }

    private static WorklistPupil Former(Pupil pupil) => new(
        pupil.Upn.ToString(), pupil.Forename, pupil.Surname, pupil.YearGroup, pupil.Class, Cell.Empty, Cell.Empty, "", "", Cell.Empty);
}
