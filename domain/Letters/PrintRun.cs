namespace AttendanceFunctions.Domain.Letters;

/// <summary>
/// The order in which the letters of a night and kind are printed: by class and name, and the letters to one household behind one another,
/// so that they go into one envelope.
/// </summary>
public static class PrintRun
{
    /// <summary>The letters by household: households by the class and name of their first child, and so the children of each.</summary>
    /// <param name="letters">Letters of one kind, of pupils of one school.</param>
    public static IReadOnlyList<IReadOnlyList<LetterFacts>> Of(IEnumerable<LetterFacts> letters)
    {
        var ordered = letters.OrderBy(letter => letter.Pupil.Class, ClassOrder.Instance)
            .ThenBy(letter => letter.Pupil.Surname, StringComparer.OrdinalIgnoreCase)
            .ThenBy(letter => letter.Pupil.Forename, StringComparer.OrdinalIgnoreCase)
            .ThenBy(letter => letter.Pupil.Upn).ThenBy(letter => letter.To.HomeAddress, StringComparer.Ordinal)
            .ThenBy(letter => letter.Penalty?.Parent.Slot).ToList();
        var byKey = ordered.SelectMany((letter, index) => letter.To.HouseholdKeys.Select(key => (key, index)))
            .ToLookup(found => found.key, found => found.index);
        var (placed, households) = (new HashSet<int>(), new List<IReadOnlyList<LetterFacts>>());
        for (var index = 0; index < ordered.Count; index++)
        {
            if (placed.Add(index))
            {
                households.Add([.. HouseholdOf(index, ordered, byKey, placed).Order().Select(member => ordered[member])]);
            }
        }

        return households;
    }

    /// <summary>The places of a letter and of all that share a household with it, directly or over others.</summary>
    private static List<int> HouseholdOf(
        int first, List<LetterFacts> ordered, ILookup<string, int> byKey, HashSet<int> placed)
    {
        var household = new List<int> { first };
        for (var next = 0; next < household.Count; next++)
        {
            household.AddRange(ordered[household[next]].To.HouseholdKeys.SelectMany(key => byKey[key]).Where(placed.Add));
        }

        return household;
    }
}
