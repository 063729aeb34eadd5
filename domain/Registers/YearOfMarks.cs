using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Registers;

/// <summary>
/// All marks of one pupil in one school year, one character per half day from 1 September (<see cref="AcademicYear.Slots"/>).
/// </summary>
/// <remarks>The whole year is kept, so that figures are recomputed after a correction (domain 0.8).</remarks>
[SuppressMessage("Naming", "CA1724", Justification = "The name is the domain's.")]
public sealed class YearOfMarks : IEquatable<YearOfMarks>
{
    private static readonly string NoMarks = new(Mark.MissingLetter, AcademicYear.Slots);

    private YearOfMarks(AcademicYear year, string text) => (Year, Text) = (year, text);

    public AcademicYear Year { get; }

    /// <summary>The stored form: <see cref="AcademicYear.Slots"/> characters.</summary>
    public string Text { get; }

    public static YearOfMarks Empty(AcademicYear year) => new(year, NoMarks);

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text has another length or an unknown character.</exception>
    public static YearOfMarks Parse(AcademicYear year, string text)
    {
        if (text.Length != AcademicYear.Slots)
        {
            throw new FormatException($"A year of marks has {AcademicYear.Slots} characters, this one has {text.Length}.");
        }

        foreach (var letter in text)
        {
            if (letter != Mark.MissingLetter && !NationalCodes.HasLetter(letter))
            {
                throw new FormatException($"'{letter}' stands for no mark.");
            }
        }

        return new(year, text);
    }

    /// <summary>The mark of a session.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The session is in another year.</exception>
    public Mark At(Session session) => Mark.OfLetter(Text[Year.SlotOf(session)]);

    /// <summary>The marks with these statements applied in their order: a later one about the same session wins (domain 0.8).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A statement is about another year.</exception>
    public YearOfMarks With(IEnumerable<StatedMark> statements) => With(statements.Select(stated => (stated.Session, stated.Mark)));

    /// <summary>The marks with these applied in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is of another year.</exception>
    public YearOfMarks With(IEnumerable<(Session Session, Mark Mark)> statements)
    {
        var marks = Text.ToCharArray();
        foreach (var (session, mark) in statements)
        {
            marks[Year.SlotOf(session)] = mark.Letter;
        }

        return new(Year, new string(marks));
    }

    /// <summary>The marks that are not missing, from the morning of the first day to the afternoon of the last, in order.</summary>
    public IEnumerable<(Session Session, Mark Mark)> Stated(DateOnly first, DateOnly last)
    {
        var from = Math.Max(0, 2 * (first.DayNumber - Year.FirstDay.DayNumber));
        var to = Math.Min(Text.Length - 1, 2 * (last.DayNumber - Year.FirstDay.DayNumber) + 1);
        for (var slot = from; slot <= to; slot++)
        {
            if (Text[slot] != Mark.MissingLetter)
            {
                yield return (Year.SessionAt(slot), Mark.OfLetter(Text[slot]));
            }
        }
    }

    /// <summary>Whether a mark of <paramref name="before"/> was changed or removed here. A new mark is not a correction.</summary>
    public bool Corrects(YearOfMarks before)
    {
        for (var slot = 0; slot < Text.Length; slot++)
        {
            if (before.Text[slot] != Mark.MissingLetter && before.Text[slot] != Text[slot])
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(YearOfMarks? other) => other is not null && Year == other.Year && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as YearOfMarks);

    public override int GetHashCode() => HashCode.Combine(Year, Text);
}
