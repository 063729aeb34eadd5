using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>How somebody reached a family.</summary>
public enum ContactMethod
{
    /// <summary>By telephone, in a meeting, at the gate: somebody spoke with them.</summary>
    Contact,

    /// <summary>Somebody went to the home and saw them.</summary>
    Visited,
}

/// <summary>That somebody reached a family about an absence: it ends the absence of which nobody knows why, up to its day (D2 §5).</summary>
/// <param name="Key">The key of the absence, as the worklist had it.</param>
/// <param name="On">The last day that it speaks for.</param>
/// <param name="How">How.</param>
/// <param name="By">Who.</param>
/// <param name="Note">In the person's words; kept, and never sent to anybody. May be empty.</param>
public sealed record FamilyContact(string Key, DateOnly On, ContactMethod How, string By, string Note);

/// <summary>The words of a worklist's Decision column about an absence.</summary>
public static class ContactMethods
{
    /// <summary>Where somebody has to call.</summary>
    public static IReadOnlyList<string> ForCall { get; } = [ContactMethod.Contact.InWords()];

    /// <summary>Where somebody has to go.</summary>
    public static IReadOnlyList<string> ForVisit { get; } = [ContactMethod.Visited.InWords(), ContactMethod.Contact.InWords()];

    public static IReadOnlyDictionary<string, ContactMethod> All { get; } =
        Enum.GetValues<ContactMethod>().ToDictionary(InWords, StringComparer.OrdinalIgnoreCase);

    public static string InWords(this ContactMethod word) => KebabCase.Of(word);
}
