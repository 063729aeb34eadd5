namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>The sums of one group of pupils, or of several.</summary>
internal sealed class GroupOfPupils(int weeks, int longest)
{
    private (int Attended, int Possible) _before;

    /// <summary>By week: pupils who had not been stepped before it.</summary>
    public SumsOfWeek[] NotStepped { get; } = [.. Enumerable.Range(0, weeks).Select(_ => new SumsOfWeek())];

    /// <summary>By the number of weeks since the step, less one, and by week: pupils who had been stepped.</summary>
    public SumsOfFollowed[][] Followed { get; } =
        [.. Enumerable.Range(0, longest).Select(lag => Enumerable.Range(0, weeks).Select(_ => new SumsOfFollowed(lag)).ToArray())];

    /// <summary>The stepped pupils' sessions in the four weeks up to that of the step.</summary>
    public (int Attended, int Possible) Before => _before;

    public void AddBefore((int Attended, int Possible) sessions, int sign = 1) =>
        _before = (_before.Attended + sign * sessions.Attended, _before.Possible + sign * sessions.Possible);

    public void Add(GroupOfPupils other, int sign = 1)
    {
        AddBefore(other.Before, sign);
        for (var week = 0; week < weeks; week++)
        {
            NotStepped[week].Add(other.NotStepped[week], sign);
            for (var lag = 0; lag < longest; lag++)
            {
                Followed[lag][week].Add(other.Followed[lag][week], sign);
            }
        }
    }
}
