using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Campaign.Privacy;

/// <summary>Personal data in a place where it must not be.</summary>
/// <param name="What">The kind of data. Not the data itself, because this is printed.</param>
/// <param name="Where">The place.</param>
public sealed record Leak(string What, string Where);

/// <summary>
/// Searches texts for personal data of the people in a campaign: a name of the roster as a word or part of a hyphenated word, a telephone
/// number in any format, an email address, a UPN, or five consecutive words of a message.
/// </summary>
public sealed partial class PrivacyScan
{
    /// <summary>The number of consecutive words that identify a message; two texts do not share that many by chance.</summary>
    private const int Shingle = 5;

    /// <summary>The number of digits of a UK telephone number after 0 or +44.</summary>
    private const int NationalDigits = 10;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shingles = new(StringComparer.Ordinal);

    /// <param name="pupils">All pupils on the rosters.</param>
    /// <param name="messages">The texts of all messages that were sent.</param>
    public PrivacyScan(IReadOnlyCollection<Pupil> pupils, IEnumerable<string> messages)
    {
        foreach (var pupil in pupils)
        {
            Add("a pupil's name", Words($"{pupil.Forename} {pupil.PreferredName} {pupil.Surname}").SelectMany(WithParts));
            Add("a pupil's number", [pupil.Upn.ToString()]);
            foreach (var contact in pupil.Contacts)
            {
                Add("an address", [contact.Email]);
                _numbers.UnionWith(NumbersIn(contact.Mobile));
            }
        }

        // Parents are added last, because a surname that they share with their child counts as the pupil's name.
        Add(
            "a parent's name", pupils.SelectMany(pupil => pupil.Contacts).SelectMany(contact => Words(contact.Name)).SelectMany(WithParts));
        foreach (var message in messages)
        {
            _shingles.UnionWith(ShinglesOf(message));
        }
    }

    /// <summary>Finds the personal data in a text.</summary>
    public IEnumerable<Leak> Find(string where, string text)
    {
        foreach (var what in Words(text).SelectMany(WithParts).Select(word => _words.GetValueOrDefault(word)).OfType<string>().Distinct())
        {
            yield return new(what, where);
        }

        if (NumbersIn(text).Any(_numbers.Contains))
        {
            yield return new("a telephone number", where);
        }

        if (ShinglesOf(text).Any(_shingles.Contains))
        {
            yield return new("the text of a message", where);
        }
    }

    private void Add(string what, IEnumerable<string> words)
    {
        // Words of one or two letters, such as initials, occur in any text.
        foreach (var word in words.Where(word => word.Length > 2))
        {
            _words.TryAdd(word, what);
        }
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.Trim('.', '-', '\''));

    private static IEnumerable<string> WithParts(string word) => word.Split('-', '.', '_', '@').Append(word);

    private static IEnumerable<string> NumbersIn(string text) => Number().Matches(text)
        .Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)))
        .Where(digits => digits.Length >= NationalDigits)
        .Select(digits => digits[^NationalDigits..]);

    private static IEnumerable<string> ShinglesOf(string text)
    {
        var words = Words(text).Select(word => word.ToUpperInvariant()).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - Shingle + 1))
            .Select(start => string.Join(' ', words.Skip(start).Take(Shingle)));
    }

    [GeneratedRegex(@"[\p{L}\p{N}@._'’-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\+?\d[\d ()-]{8,}\d")]
    private static partial Regex Number();
}
