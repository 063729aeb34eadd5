namespace AttendanceFunctions.Functions.Intake;

/// <summary>What is wrong with one row.</summary>
internal sealed class RowFaults
{
    private const int MostPlacesShown = 3;

    private readonly List<(string Sentence, List<string> Places)> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>Every fault once, with the places where it is.</summary>
    public string Reason => string.Join(' ', _faults.Select(fault => Show(fault.Places) + fault.Sentence));

    public void Add(string sentence) => PlacesOf(sentence);

    /// <param name="place">Where in the row: a column, a session.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    public void Add(string place, string sentence) => PlacesOf(sentence).Add(place);

    private List<string> PlacesOf(string sentence)
    {
        var known = _faults.FindIndex(fault => fault.Sentence == sentence);
        if (known < 0)
        {
            _faults.Add((sentence, []));
            known = _faults.Count - 1;
        }

        return _faults[known].Places;
    }

    private static string Show(List<string> places) => places.Count switch
    {
        0 => "",
        <= MostPlacesShown => string.Join(", ", places) + ": ",
        _ => string.Join(", ", places.Take(MostPlacesShown)) + $" and {places.Count - MostPlacesShown} more: ",
    };
}
