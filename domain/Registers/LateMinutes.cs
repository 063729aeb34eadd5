using System.Collections.Immutable;

namespace AttendanceFunctions.Domain.Registers;

/// <summary>By how many minutes a pupil was late, for the sessions of one school year for which a register gave minutes.</summary>
/// <remarks>Minutes belong to a late mark (L or U) and are removed with it. The same mark again without minutes keeps them.</remarks>
public sealed class LateMinutes : IEquatable<LateMinutes>
{
    /// <summary>The most minutes that are accepted; no session is longer.</summary>
    public const int Most = 360;

    private readonly ImmutableSortedDictionary<int, int> _bySlot;

    private LateMinutes(ImmutableSortedDictionary<int, int> bySlot) => _bySlot = bySlot;

    public static LateMinutes None { get; } = new(ImmutableSortedDictionary<int, int>.Empty);

    /// <summary>
    /// The stored form: <c>12:15 41:5</c>, the index of a session in the school year (<see cref="AcademicYear.SlotOf"/>) and its minutes.
    /// </summary>
    public string Text => string.Join(' ', _bySlot.Select(late => string.Create(CultureInfo.InvariantCulture, $"{late.Key}:{late.Value}")));

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static LateMinutes Parse(string text) =>
        text.Length == 0 ? None : new(text.Split(' ').Select(ParseOne).ToImmutableSortedDictionary());

    /// <summary>The minutes of a session; 0 where none are known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The session is in another year.</exception>
    public int Of(AcademicYear year, Session session) => _bySlot.GetValueOrDefault(year.SlotOf(session));

    /// <summary>The minutes with these marks applied in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A mark is of another year.</exception>
    public LateMinutes With(AcademicYear year, IEnumerable<StatedMark> statements)
    {
        var bySlot = _bySlot.ToBuilder();
        foreach (var stated in statements)
        {
            var slot = year.SlotOf(stated.Session);
            if (!stated.Mark.IsLate)
            {
                bySlot.Remove(slot);
            }
            else if (stated.MinutesLate > 0)
            {
                bySlot[slot] = stated.MinutesLate;
            }
        }

        return new(bySlot.ToImmutable());
    }

    /// <summary>The sessions with known minutes, from the morning of the first day to the afternoon of the last, in order.</summary>
    public IEnumerable<(Session Session, int Minutes)> Stated(AcademicYear year, DateOnly first, DateOnly last) =>
        from late in _bySlot
        let session = year.SessionAt(late.Key)
        where first <= session.Date && session.Date <= last
        select (session, late.Value);

    public bool Equals(LateMinutes? other) => other is not null && _bySlot.SequenceEqual(other._bySlot);

    public override bool Equals(object? obj) => Equals(obj as LateMinutes);

    public override int GetHashCode() => _bySlot.Aggregate(0, (hash, late) => HashCode.Combine(hash, late.Key, late.Value));

    public override string ToString() => Text;

    private static KeyValuePair<int, int> ParseOne(string part) =>
        part.Split(':') is [var slot, var minutes]
            ? new(Number(slot, AcademicYear.Slots - 1), Number(minutes, Most))
            : throw NotMinutes(part);

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw NotMinutes(text);

    private static FormatException NotMinutes(string text) => new($"\"{text}\" is not an index of a school year with its minutes.");
}
