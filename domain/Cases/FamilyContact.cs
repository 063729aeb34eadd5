namespace AttendanceFunctions.Domain.Cases;

/// <summary>How staff reached a family.</summary>
public enum ContactMethod
{
    /// <summary>Staff spoke with the family: by telephone, in a meeting or at the gate.</summary>
    Contact,

    /// <summary>Staff visited the home and saw the family.</summary>
    Visited,
}

/// <summary>A contact with a family about an absence. It ends the unexplained absence up to its day (D2 §5).</summary>
/// <param name="On">The day of the contact, which is the last day that it explains.</param>
/// <param name="Note">What was said, in the person's words; kept, but never sent. May be empty.</param>
public sealed record FamilyContact(string Key, DateOnly On, ContactMethod How, Author By, string Note);

/// <summary>The words of a worklist's Decision column about an absence.</summary>
public static class ContactMethods
{
    /// <summary>The choices where staff have to call.</summary>
    public static IReadOnlyList<string> ForCall { get; } = [ContactMethod.Contact.InWords()];

    /// <summary>The choices where staff have to visit.</summary>
    public static IReadOnlyList<string> ForVisit { get; } = [ContactMethod.Visited.InWords(), ContactMethod.Contact.InWords()];

    /// <summary>The methods by their words, without regard to case.</summary>
    public static IReadOnlyDictionary<string, ContactMethod> All { get; } =
        Enum.GetValues<ContactMethod>().ToDictionary(InWords, StringComparer.OrdinalIgnoreCase);

    /// <summary>The word of a worklist's Decision column.</summary>
    public static string InWords(this ContactMethod method) => KebabCase.Of(method);
}
