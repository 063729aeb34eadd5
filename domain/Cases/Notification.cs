using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What somebody outside the school has to be told of.</summary>
public enum Occasion
{
    /// <summary>The name was entered in the admission register: the new pupil return (reg. 13(1)).</summary>
    Admission,

    /// <summary>The name is deleted from the admission register: the deletion return (reg. 13(4)), and the adults.</summary>
    Leaving,

    /// <summary>A session of absence without a known reason: the adults, on the same day (domain 0.17).</summary>
    Absence,
}

/// <summary>
/// That somebody outside the school has to be told of something about a pupil, and who told them. It stays open until a person writes that
/// down, and is not asked for again; it goes if its ground goes while it is open.
/// </summary>
/// <param name="About">The day of admission, the leaving date, or the first day of the absence.</param>
/// <param name="On">The night on which it was raised, or the day on which it was told if that was earlier.</param>
/// <param name="Due">The last day on which it is in time.</param>
/// <param name="Told">Who told them and when; null while it is open.</param>
public sealed record Notification(OutsideParty Party, Occasion Occasion, DateOnly About, DateOnly On, DateOnly Due, Telling? Told = null)
{
    public bool IsOpen => Told is null;

    /// <summary>
    /// Whether it is a return to the local authority. A return is formal (domain 0.13), so only a signed-in person may say that it was
    /// made.
    /// </summary>
    public bool IsReturn => Party == OutsideParty.LocalAuthority;

    /// <summary>Whether it is the same matter: the same party, of the same event.</summary>
    public bool IsSame(OutsideParty party, Occasion occasion, DateOnly about) => (Party, Occasion, About) == (party, occasion, about);

    /// <summary>
    /// The opaque key in worklists. It depends on the matter alone, so the morning's and the night's row have the same one.
    /// </summary>
    public CaseKey KeyFor(SchoolId school, Upn upn) => KeyOf(school, upn, Party, Occasion, About);

    /// <summary>The key of a matter, raised already or not.</summary>
    public static CaseKey KeyOf(SchoolId school, Upn upn, OutsideParty party, Occasion occasion, DateOnly about) => CaseKey.Of(
        "told", school.ToString(), upn.ToString(), party.ToString(), occasion.ToString(),
        about.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>That a person told somebody outside the school.</summary>
/// <param name="On">The day on which the decision was made.</param>
/// <param name="By">The person who told them.</param>
/// <param name="Note">Whom they told, in the person's words; kept, but never sent. May be empty where a return was made.</param>
public sealed record Telling(DateOnly On, Author By, string Note);

/// <summary>Finds a case's notifications, and records what people write down about them.</summary>
public static class Notifications
{
    /// <summary>The open or settled notification about a spell of absence; null if there is none.</summary>
    /// <remarks>The first day of a spell may move with a correction; it stays the same matter.</remarks>
    public static Notification? Find(Case current, OutsideParty party, AbsenceSpell spell) =>
        current.Notifications.FirstOrDefault(known =>
            known.Party == party && known.Occasion == Occasion.Absence && spell.Contains(known.About));

    /// <summary>Records who told a party.</summary>
    /// <returns>The case with it, unless recorded before, and why it is refused; empty if it was accepted.</returns>
    public static (Case After, string Refusal) Record(Case current, Notification matter, Telling told)
    {
        if (matter.IsReturn && told.By is not Author.SignedIn)
        {
            return (current, CaseDecisions.NotInAFile);
        }

        if (!matter.IsReturn && told.Note.Count(char.IsLetter) < LettersOfName)
        {
            return (current, "Note does not say whom you told: write the person's name, and leave the rest of the row as it is.");
        }

        var known = current.Notifications.FirstOrDefault(other => other.IsSame(matter.Party, matter.Occasion, matter.About));
        return known?.Told is { } earlier
            ? (
                current,
                earlier.By.Name == told.By.Name ? "" : $"It was done already on {English.Day(earlier.On)}, by {earlier.By.InWords()}.")
            : (current with
            {
                Notifications = [.. current.Notifications.Where(other => other != known), (known ?? matter) with { Told = told }],
            }, "");
    }

    /// <summary>The fewest letters of a note that can name a person.</summary>
    private const int LettersOfName = 2;
}
