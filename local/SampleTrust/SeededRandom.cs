namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The purposes of random numbers. Each has its own sequence, so that a change to one does not change the others.</summary>
internal enum Purpose
{
    Schools = 1,
    Families,
    Pupils,
    Contacts,
    Propensity,
    Marks,
    Unsettled,
    Details,
    Faults,
    Homes,
}

/// <summary>
/// Reproducible pseudo-random numbers: xoshiro256** seeded by SplitMix64. <see cref="Random"/> may change between .NET versions. For the
/// same reason no function whose last bit depends on the machine's mathematics library, such as a power or logarithm, is applied to them.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    internal SeededRandom(int seed, Purpose purpose, int first = 0, int second = 0)
    {
        var state = Mix((uint)seed);
        state = Mix(state ^ (uint)purpose);
        state = Mix(state ^ (uint)first);
        state = Mix(state ^ (uint)second);
        _a = Mix(state);
        _b = Mix(_a);
        _c = Mix(_b);
        _d = Mix(_c);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/>, excluding <paramref name="count"/>.</summary>
    internal int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A number from 0 to 1, excluding 1.</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    internal bool Chance(double probability) => Unit() < probability;

    internal T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Chooses the index of a weight with a probability in proportion to the weight.</summary>
    internal int Weighted(params ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var at = Unit() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    internal void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
