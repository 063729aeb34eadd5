namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>A pupil's year of marks as they stand once everything is settled.</summary>
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

    /// <summary>Whose marks they are.</summary>
    public SamplePupil Pupil { get; }

    /// <summary>A slot per half day: twice the day's index in <see cref="SchoolYear.Days"/>, one more for the afternoon.</summary>
    public IReadOnlyList<Code> Sessions => _sessions;

    /// <summary>Sessions of absence that are still to be given out.</summary>
    internal int Allowance { get; private set; }

    internal int Slots => _sessions.Length;

    internal void Allow(int sessions) => Allowance = sessions;

    /// <summary>Takes up to so many sessions out of the allowance and says how many.</summary>
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

    /// <summary>Marks the session if the pupil is present in it, and says how many sessions that were.</summary>
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

    /// <summary>As <see cref="Mark"/>, out of the allowance.</summary>
    internal int Spend(int slot, Code code) => Allowance > 0 && IsFree(slot) ? Mark(slot, code) * Take(1) : 0;

    /// <summary>Spends a run of sessions on school days in a row, from a morning on, up to the first that is not free.</summary>
    /// <returns>The sessions spent.</returns>
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

    /// <summary>The sessions, at most <paramref name="sessions"/>, that a run from the day's morning on could have.</summary>
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
