namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>The attendance codes that the sample uses. All are valid since 19 August 2024.</summary>
public enum Code : byte
{
    /// <summary>No session: the school is closed or the pupil is not on roll.</summary>
    None,

    /// <summary><c>/</c> in the morning, <c>\</c> in the afternoon.</summary>
    Present,
    L,
    B,
    V,
    P,
    W,
    K,
    I,
    M,
    C,
    C1,
    C2,
    E,
    R,
    S,
    J1,
    T,
    O,
    G,
    U,
    N,
    X,
    D,
    Y4,
}

/// <summary>The statistical meaning and the text of codes.</summary>
public static class Codes
{
    /// <summary>The mark in a register; empty if there is no session.</summary>
    public static string Text(this Code code, bool morning) => code switch
    {
        Code.None => "",
        Code.Present => morning ? "/" : "\\",
        _ => Names[(int)code],
    };

    /// <summary>Whether the session counts as possible.</summary>
    public static bool IsPossible(this Code code) => code is > Code.None and < Code.X;

    /// <summary>Whether the session counts as absence, authorised or not.</summary>
    public static bool IsAbsence(this Code code) => code is >= Code.I and < Code.X;

    /// <summary>Whether the session counts as unauthorised absence.</summary>
    public static bool IsUnauthorised(this Code code) => code is >= Code.O and < Code.X;

    private static readonly string[] Names = Enum.GetNames<Code>();
}
