namespace AttendanceFunctions.Domain.Pupils;

/// <summary>Somebody outside the school who has to be told about a pupil.</summary>
public enum OutsideParty
{
    /// <summary>The local authority, by a return (2024 Regulations, reg. 13).</summary>
    LocalAuthority,

    SocialWorker,

    /// <summary>The youth offending team worker.</summary>
    YouthOffendingWorker,

    /// <summary>The virtual school head, who looks after the education of looked-after children.</summary>
    VirtualSchool,
}

/// <summary>
/// Who the adults outside the school are who work with a pupil, and how to reach them, in the school's words; each is empty where the
/// roster does not name them.
/// </summary>
public sealed record OutsideAdults(string SocialWorker, string YouthOffendingWorker, string VirtualSchool)
{
    public static OutsideAdults NotNamed { get; } = new("", "", "");

    /// <summary>
    /// The adults who work with a pupil (domain 0.17; Working together to improve school attendance, August 2024, paragraph 52). A
    /// looked-after child has a social worker, whether or not the roster says so.
    /// </summary>
    public static IEnumerable<OutsideParty> Of(Pupil pupil)
    {
        var facts = pupil.Characteristics;
        if (facts.SocialWorker || facts.LookedAfter)
        {
            yield return OutsideParty.SocialWorker;
        }

        if (facts.YouthOffendingWorker)
        {
            yield return OutsideParty.YouthOffendingWorker;
        }

        if (facts.LookedAfter)
        {
            yield return OutsideParty.VirtualSchool;
        }
    }

    /// <summary>An adult in words, with the person and how to reach them where the roster names one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not an adult who works with a pupil.</exception>
    public string Describe(OutsideParty adult)
    {
        var (words, name) = adult switch
        {
            OutsideParty.SocialWorker => ("the social worker", SocialWorker),
            OutsideParty.YouthOffendingWorker => ("the youth offending team worker", YouthOffendingWorker),
            OutsideParty.VirtualSchool => ("the virtual school", VirtualSchool),
            _ => throw new ArgumentOutOfRangeException(nameof(adult), adult, "Not an adult who works with a pupil."),
        };
        return name.Length > 0 ? $"{words} ({name})" : words;
    }
}
