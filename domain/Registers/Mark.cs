namespace AttendanceFunctions.Domain.Registers;

/// <summary>What a register says about one pupil in one session: a code, or nothing yet.</summary>
/// <remarks>A missing mark counts on neither side of the rate and is reported as a missing register (domain 0.6).</remarks>
public readonly record struct Mark
{
    /// <summary>The character of a missing mark in a year of marks.</summary>
    public const char MissingLetter = '-';

    private readonly AttendanceCode? _code;

    private Mark(AttendanceCode code) => _code = code;

    /// <summary>No mark: never stated, or cleared by a later register.</summary>
    public static Mark Missing => default;

    public bool IsMissing => _code is null;

    /// <summary>The code of the mark.</summary>
    /// <exception cref="InvalidOperationException">The mark is missing.</exception>
    public AttendanceCode Code => _code ?? throw new InvalidOperationException("A missing mark has no code.");

    /// <summary>Whether the pupil came late, before the register closed (L) or after it (U).</summary>
    public bool IsLate => _code?.Text is "L" or "U";

    /// <summary>The character that stands for this mark in a year of marks.</summary>
    public char Letter => _code?.Letter ?? MissingLetter;

    public static Mark Of(AttendanceCode code) => new(code);

    /// <summary>The mark that a character of a year of marks stands for.</summary>
    public static Mark OfLetter(char letter) => letter == MissingLetter ? Missing : new(NationalCodes.OfLetter(letter));

    public override string ToString() => _code?.Text ?? "-";
}
