using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>How good the data is that a school's figures and messages rest on.</summary>
/// <param name="WithoutParent">Pupils none of whose contacts has parental responsibility, so that nobody may be written to (domain 0.9).</param>
/// <param name="WithoutUsableContact">Pupils with such a contact, none of whom can be reached.</param>
/// <param name="SilentDays">School days in a row, the night's own first, without registers; of several schools, the most.</param>
/// <param name="SilentSchools">Schools without registers on the night.</param>
public sealed record QualityCounts(int WithoutParent, int WithoutUsableContact, int SilentDays, int SilentSchools)
{
    public static QualityCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Counts a school.</summary>
    /// <param name="pupils">Its pupils on roll.</param>
    /// <param name="unusable">Addresses that the providers found dead.</param>
    /// <param name="silentDays">School days in a row without registers.</param>
    public static QualityCounts Of(IEnumerable<Pupil> pupils, IReadOnlySet<Address> unusable, int silentDays)
    {
        var roll = pupils.ToList();
        var shared = SharedAddresses.Of(roll);
        var withParent = roll.Where(pupil => pupil.Contacts.Any(contact => contact.HasParentalResponsibility)).ToList();
        return new(roll.Count - withParent.Count, withParent.Count(pupil => Recipients.Of(pupil, unusable, shared).Count == 0), silentDays, silentDays > 0 ? 1 : 0);
    }

    public QualityCounts And(QualityCounts other) => new(
        WithoutParent + other.WithoutParent, WithoutUsableContact + other.WithoutUsableContact, Math.Max(SilentDays, other.SilentDays), SilentSchools + other.SilentSchools);
}
