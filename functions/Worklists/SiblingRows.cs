using AttendanceFunctions.Functions.Decisions;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>
/// What a worklist says of siblings at other schools of the trust: of a persistently absent pupil that a sibling may be at another school,
/// and whom to speak to there. Nothing of the other child is in it, not even whether that one is absent. It stands in the pupil's first
/// row; a pupil without a row gets one on the last school day of the week, so that there are few.
/// </summary>
public static class SiblingRows
{
    /// <summary>The rows with the notes, and rows for the pupils who have none.</summary>
    /// <param name="rows">The other rows of the night.</param>
    /// <param name="pupils">The pupils on roll, with tonight's results.</param>
    /// <param name="siblings">The other schools by pupil.</param>
    public static IReadOnlyList<WorklistRow> AddTo(
        IReadOnlyList<WorklistRow> rows, School school, DateOnly night, IEnumerable<PupilNight> pupils,
        IReadOnlyDictionary<Upn, IReadOnlyList<School>> siblings)
    {
        var noted = rows.ToList();
        foreach (var pupil in pupils.Where(pupil => siblings.ContainsKey(pupil.Pupil.Upn)))
        {
            var (upn, note) = (pupil.Pupil.Upn.ToString(), Note(siblings[pupil.Pupil.Upn]));
            var first = noted.FindIndex(row => row.Pupil?.Upn == upn && row.Waits);
            first = first < 0 ? noted.FindIndex(row => row.Pupil?.Upn == upn) : first;
            if (first >= 0)
            {
                noted[first] = noted[first] with { Actions = [.. noted[first].Actions, note] };
            }
            else if (school.Calendar.IsLastOfWeek(night))
            {
                noted.Add(new(school.Id, WorklistKinds.Sibling, "Persistently absent, and a sibling may be at another school of the trust.")
                {
                    Pupil = WorklistPupil.Of(school, pupil),
                    Why = Why,
                    Actions = [note],
                    // It says nothing that a later week could not say as well.
                    UpBy = DateOnly.MaxValue,
                });
            }
        }

        return noted;
    }

    private const string Why = "Your roster and that of the other school name the same person at the same number or address.";

    private static string Note(IReadOnlyList<School> schools)
    {
        var whom = schools.Select(other => $"at {other.Name}: {other.Contact}, {other.Phone}").ToList();
        return $"A sibling may be {English.List(whom)}. Agree with them who speaks to the family.";
    }
}
