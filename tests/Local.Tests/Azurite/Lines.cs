namespace AttendanceFunctions.Tests.Local.Azurite;

/// <summary>Keeps the progress lines in the order in which they were reported.</summary>
internal sealed class Lines : IProgress<string>
{
    private readonly List<string> reported = [];

    public IReadOnlyList<string> Reported
    {
        get
        {
            lock (reported)
            {
                return [.. reported];
            }
        }
    }

    public void Report(string value)
    {
        lock (reported)
        {
            reported.Add(value);
        }
    }
}
