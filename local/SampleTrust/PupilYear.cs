namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A pupil's final marks of a year.</summary>
public sealed class PupilYear
{
    private readonly Code[] _sessions;

    internal PupilYear(SamplePupil pupil, SchoolYear year)
    {
        Pupil = pupil;
        _sessions = new Code[2 * year.Days.Count];
        for (var day = 0; day < year.Days.Count; day++)
        {
            var date = year.Days[day];
            if (!pupil.OnRoll(date) || pupil.School.Closures.Contains(date))
            {
                continue;
            }

            _sessions[2 * day] = Code.Present;
            _sessions[(2 * day) + 1] = Code.Present;
        }
    }

    /// <summary>The pupil.</summary>
    public SamplePupil Pupil { get; }

    /// <summary>
    /// One code per half day. The index is twice the day's index in <see cref="SchoolYear.Days"/>, plus one for the afternoon.
    /// </summary>
    public IReadOnlyList<Code> Sessions => _sessions;

    /// <summary>The number of sessions of absence that are still to be placed.</summary>
    internal int Allowance { get; private set; }

    internal int Slots => _sessions.Length;

    internal void Allow(int sessions) => Allowance = sessions;

    /// <summary>Reduces the allowance by up to <paramref name="sessions"/> and returns the reduction.</summary>
    internal int Take(int sessions)
    {
        var taken = Math.Min(sessions, Allowance);
        Allowance -= taken;
        return taken;
    }

    internal bool IsOpen(int day) => _sessions[2 * day] != Code.None;

    internal bool IsFree(int slot) => _sessions[slot] == Code.Present;

    internal bool IsFreeDay(int day) => IsFree(2 * day) && IsFree((2 * day) + 1);

    internal bool Is(int slot, Code code) => _sessions[slot] == code;

    /// <summary>Sets the code of a session if it is still a present mark. Returns 1 if it was set, otherwise 0.</summary>
    internal int Mark(int slot, Code code)
    {
        if (!IsFree(slot))
        {
            return 0;
        }

        _sessions[slot] = code;
        return 1;
    }

    internal int MarkDay(int day, Code code) => Mark(2 * day, code) + Mark((2 * day) + 1, code);

    /// <summary>Like <see cref="Mark"/>, and reduces the allowance. Does nothing if the allowance is 0.</summary>
    internal int Spend(int slot, Code code) => Allowance > 0 && IsFree(slot) ? Mark(slot, code) * Take(1) : 0;

    /// <summary>Places absence in consecutive sessions from the morning of a day, up to the first session that is not free.</summary>
    /// <returns>The number of sessions placed.</returns>
    internal int SpendRun(int day, int sessions, Code code)
    {
        var spent = 0;
        for (var slot = 2 * day; slot < Slots && spent < sessions; slot++)
        {
            if (_sessions[slot] == Code.None)
            {
                continue;
            }

            if (Spend(slot, code) == 0)
            {
                break;
            }

            spent++;
        }

        return spent;
    }

    /// <summary>The number of consecutive free sessions from the morning of a day, at most <paramref name="sessions"/>.</summary>
    internal int FreeRun(int day, int sessions)
    {
        var free = 0;
        for (var slot = 2 * day; slot < Slots && free < sessions; slot++)
        {
            if (_sessions[slot] == Code.None)
            {
                continue;
            }

            if (!IsFree(slot))
            {
                break;
            }

            free++;
        }

        return free;
    }

    internal int Possible() => _sessions.Count(code => code.IsPossible());
}
