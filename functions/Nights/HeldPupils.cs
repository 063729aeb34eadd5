using AttendanceFunctions.Functions.Operations;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>A pupil whose night cannot be worked out.</summary>
/// <param name="Pupil">The pupil as on the roster; null if that row cannot be read.</param>
/// <param name="Fault">The kind of fault and its place in the program, without data.</param>
public sealed record HeldPupil(Upn Upn, Pupil? Pupil, string Fault);

/// <summary>
/// The pupils of a school whose night cannot be worked out, because a stored row cannot be read or a computation about them throws.
/// They keep their record, case and messages as they are, and everybody else's night goes on.
/// </summary>
/// <param name="roster">The pupils of the roster, to name those who are held.</param>
public sealed class HeldPupils(IReadOnlyDictionary<Upn, Pupil> roster)
{
    private readonly SortedDictionary<Upn, HeldPupil> _held = [];

    public IReadOnlyCollection<HeldPupil> All => _held.Values;

    /// <summary>The kinds of faults, each with the number of pupils, for logs: "FormatException in LateMinutes.Parse (2)".</summary>
    public string Faults => string.Join(", ", _held.Values.GroupBy(held => held.Fault, StringComparer.Ordinal)
        .OrderBy(alike => alike.Key, StringComparer.Ordinal)
        .Select(alike => string.Create(CultureInfo.InvariantCulture, $"{alike.Key} ({alike.Count()})")));

    public bool Contains(Upn upn) => _held.ContainsKey(upn);

    /// <summary>Holds the pupils whose rows cannot be read.</summary>
    public void Hold(IEnumerable<UnreadableRow> rows)
    {
        foreach (var row in rows)
        {
            Hold(row.Upn, row.Fault);
        }
    }

    /// <summary>Does work about one pupil that uses no storage; if it throws, the pupil is held.</summary>
    /// <returns>Whether it did not throw, and the pupil was not held before.</returns>
    public bool Try(Upn upn, Action work)
    {
        if (Contains(upn))
        {
            return false;
        }

        try
        {
            work();
            return true;
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            Hold(upn, fault);
            return false;
        }
    }

    /// <summary>
    /// Does work about several pupils that uses no storage. If it throws, each pupil is tried alone, those are held with whom it throws,
    /// and the work is done about the others. A fault that needs no pupil is thrown.
    /// </summary>
    public T Run<T>(IReadOnlyList<PupilNight> pupils, Func<IReadOnlyList<PupilNight>, T> work)
    {
        var others = Without(pupils);
        try
        {
            return work(others);
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            if (!HoldEachAlone(others, work))
            {
                throw;
            }

            return work(Without(others));
        }
    }

    /// <summary>The pupils who are not held.</summary>
    public IReadOnlyList<PupilNight> Without(IEnumerable<PupilNight> pupils) =>
        [.. pupils.Where(pupil => !Contains(pupil.Pupil.Upn))];

    /// <returns>Whether pupils are held now who were not before.</returns>
    private bool HoldEachAlone<T>(IReadOnlyList<PupilNight> pupils, Func<IReadOnlyList<PupilNight>, T> work)
    {
        work([]);
        var before = _held.Count;
        foreach (var pupil in pupils)
        {
            Try(pupil.Pupil.Upn, () => work([pupil]));
        }

        return _held.Count > before;
    }

    private void Hold(Upn upn, Exception fault) =>
        _held.TryAdd(upn, new(upn, roster.GetValueOrDefault(upn), UnexpectedFault.Describe(fault)));
}
