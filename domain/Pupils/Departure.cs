namespace AttendanceFunctions.Domain.Pupils;

/// <summary>What the roster says about a pupil's leaving, besides the date.</summary>
/// <param name="Ground">The ground on which the name is deleted from the admission register; null where the roster gives none.</param>
/// <param name="Destination">The name or URN of the school that the pupil goes to; empty where the roster gives none.</param>
/// <param name="NewAddress">Where the pupil will live, in one line; empty where the roster gives none.</param>
public sealed record Departure(DeletionGround? Ground, string Destination, string NewAddress)
{
    public static Departure NotStated { get; } = new(null, "", "");
}

/// <summary>
/// A ground for deleting a name from the admission register: School Attendance (Pupil Registration) (England) Regulations 2024
/// (SI 2024/208), reg. 9(1), and (3) for pupils who are not of compulsory school age. A school may delete a name on no other ground.
/// </summary>
/// <param name="Letter">The letter of its paragraph in reg. 9(1); empty for a pupil who is not of compulsory school age.</param>
/// <param name="Words">The ground in plain words, as the roster and the return have it.</param>
public sealed record DeletionGround(string Letter, string Words)
{
    /// <summary>The pupil goes to another school, whose name the return has to give where it is known (reg. 13(4)(e), reg. 8).</summary>
    public static DeletionGround OtherSchool { get; } = new("a", "registered at another school");

    public static IReadOnlyList<DeletionGround> All { get; } =
    [
        OtherSchool,
        new("b", "nursery completed and not staying"),
        new("c", "registered at several schools, which agreed"),
        new("d", "another school named in the attendance order"),
        new("e", "attendance order revoked"),
        new("f", "home education"),
        new("g", "moved away"),
        new("h", "not returned from leave and not found"),
        new("i", "absent for 20 school days and not found"),
        new("j", "in custody"),
        new("k", "died"),
        new("l", "over compulsory school age and not staying"),
        new("m", "boarding fees not paid"),
        new("n", "no longer a pupil of an independent or special school"),
        new("o", "permanently excluded"),
        new("", "not of compulsory school age"),
    ];

    /// <summary>The words, and the paragraph of the regulation.</summary>
    public string Describe() => Letter.Length > 0 ? $"{Words} (regulation 9(1)({Letter}))" : $"{Words} (regulation 9(3))";

    /// <summary>
    /// Reads the words, or the letter alone, as "ground F" or as "9(1)(f)", without regard to case; false for anything else.
    /// </summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DeletionGround? ground)
    {
        var wanted = text.Trim();
        ground = All.FirstOrDefault(known =>
            Is(wanted, known.Words) || Is(wanted, known.Describe())
            || (known.Letter.Length > 0
                && (Is(wanted, known.Letter) || Is(wanted, $"ground {known.Letter}") || Is(wanted, $"9(1)({known.Letter})"))));
        return ground is not null;
    }

    private static bool Is(string text, string known) => text.Equals(known, StringComparison.OrdinalIgnoreCase);
}
