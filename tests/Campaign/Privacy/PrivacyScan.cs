using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Campaign.Privacy;

/// <summary>Something of a person, found where it must not be.</summary>
/// <param name="What">What it is; not the thing itself, because this is printed.</param>
/// <param name="Where">Where it was found.</param>
public sealed record Leak(string What, string Where);

/// <summary>
/// Looks through texts that a campaign left for anything of the people in it: a name of the roster as a word or a part of one, a number
/// however it is written, an address, a UPN, or five words in a row of a message.
/// </summary>
public sealed partial class PrivacyScan
{
    /// <summary>Words in a row that no two texts share by chance.</summary>
    private const int Shingle = 5;

    /// <summary>Digits of a British number after its 0 or +44.</summary>
    private const int NationalDigits = 10;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shingles = new(StringComparer.Ordinal);

    /// <param name="pupils">Everybody who is on a roster.</param>
    /// <param name="messages">Every text that was sent.</param>
    public PrivacyScan(IReadOnlyCollection<Pupil> pupils, IEnumerable<string> messages)
    {
        foreach (var pupil in pupils)
        {
            Learn("a pupil's name", Words($"{pupil.Forename} {pupil.PreferredName} {pupil.Surname}").SelectMany(WithParts));
            Learn("a pupil's number", [pupil.Upn.ToString()]);
            foreach (var contact in pupil.Contacts)
            {
                Learn("an address", [contact.Email]);
                _numbers.UnionWith(NumbersIn(contact.Mobile));
            }
        }

        // A parent mostly has the child's surname, which is the child's first of all.
        Learn(
            "a parent's name", pupils.SelectMany(pupil => pupil.Contacts).SelectMany(contact => Words(contact.Name)).SelectMany(WithParts));
        foreach (var message in messages)
        {
            _shingles.UnionWith(ShinglesOf(message));
        }
    }

    /// <summary>What a text holds of a person.</summary>
    public IEnumerable<Leak> Of(string where, string text)
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

    private void Learn(string what, IEnumerable<string> words)
    {
        // Initials and particles are words of everything.
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
