namespace AttendanceFunctions.Domain.Pupils;

/// <summary>The days on which a pupil is on the school's roll, first and last included.</summary>
public readonly record struct OnRoll(DateOnly Admission, DateOnly Leaving)
{
    public static OnRoll Always => new(DateOnly.MinValue, DateOnly.MaxValue);

    public bool Contains(DateOnly date) => Admission <= date && date <= Leaving;

    /// <summary>The part of a period in which the pupil is on roll; other days belong to another school.</summary>
    public (DateOnly First, DateOnly Last) Within(DateOnly first, DateOnly last) =>
        (Dates.Later(Admission, first), Dates.Earlier(Leaving, last));
}

/// <summary>Special educational needs as the census codes them.</summary>
public enum Sen
{
    /// <summary>None (N).</summary>
    None,

    /// <summary>SEN support (K).</summary>
    Support,

    /// <summary>Education, health and care plan (E).</summary>
    Plan,
}

/// <summary>A pupil's sex, as the admission register has it (2024 Regulations, reg. 8(2)).</summary>
public enum Sex
{
    /// <summary>The roster does not say.</summary>
    NotStated,

    Female,

    Male,
}

/// <summary>At how many schools a pupil is registered, as the school census codes it.</summary>
public enum EnrolmentStatus
{
    /// <summary>The roster does not say.</summary>
    NotStated,

    /// <summary>At this school alone (C).</summary>
    Current,

    /// <summary>At two schools, of which this is the main one (M).</summary>
    Main,

    /// <summary>At two schools, of which this is the subsidiary one (S).</summary>
    Subsidiary,
}

/// <summary>What the roster says about a pupil, apart from the name.</summary>
/// <param name="PupilPremium">Whether the school receives the pupil premium for the pupil.</param>
/// <param name="LookedAfter">Whether the local authority looks after the pupil.</param>
/// <param name="SocialWorker">Whether the pupil has a social worker.</param>
public sealed record Characteristics(Sen Sen, bool PupilPremium, bool FreeSchoolMeals, bool LookedAfter, bool SocialWorker)
{
    /// <summary>Whether the pupil has a youth offending team worker.</summary>
    public bool YouthOffendingWorker { get; init; }
}

/// <summary>A pupil on a school's roster.</summary>
/// <param name="PreferredName">The first name in use; the legal one where the roster gives no other.</param>
/// <param name="YearGroup">The year group as the school writes it, which need not be a number.</param>
/// <param name="Class">Class or tutor group; may be empty.</param>
/// <param name="DateOfBirth">Date of birth, as yyyy-MM-dd; empty where the roster gives none.</param>
/// <param name="OnRoll">From when to when the pupil is on roll.</param>
/// <param name="Circumstance">A circumstance on file, in the school's words; empty where there is none.</param>
/// <param name="NudgesOff">Whether the family opted out of nudges.</param>
/// <param name="Contacts">Contacts in the roster's order.</param>
public sealed record Pupil(
    Upn Upn, string Forename, string PreferredName, string Surname, string YearGroup, string Class, string DateOfBirth,
    Characteristics Characteristics, OnRoll OnRoll, string Circumstance, bool NudgesOff, IReadOnlyList<Contact> Contacts)
{
    /// <summary>The family's language, in the roster's word for it; empty where it gives none, and then messages are in English.</summary>
    public string Language { get; init; } = "";

    /// <summary>Whether the school says that the pupil is registered at another school too.</summary>
    public EnrolmentStatus EnrolmentStatus { get; init; }

    /// <summary>The last day of a part-time timetable as agreed with the family; null where the roster gives none.</summary>
    public DateOnly? TimetableEnd { get; init; }

    /// <summary>The day on which a part-time timetable is next reviewed with the family; null where the roster gives none.</summary>
    public DateOnly? TimetableReview { get; init; }

    public Sex Sex { get; init; }

    /// <summary>
    /// The name and address of the school that the pupil last attended, or "none", in the school's words; empty if the roster has none.
    /// </summary>
    public string LastSchool { get; init; } = "";

    /// <summary>Where the pupil lives, in one line; empty where the roster gives none.</summary>
    public string HomeAddress { get; init; } = "";

    /// <summary>What the roster says about the pupil's leaving, besides the date.</summary>
    public Departure Departure { get; init; } = Departure.NotStated;

    /// <summary>The names of the adults outside the school who work with the pupil.</summary>
    public OutsideAdults Adults { get; init; } = OutsideAdults.NotNamed;

    /// <summary>Whether staff contact this family instead of messages (domain 0.9): a circumstance, or adults outside the school.</summary>
    public bool IsHandledByPeople => Circumstance.Length > 0 || OutsideAdults.Of(this).Any();

    /// <summary>What is kept of a pupil whom the roster no longer has: what a register needs, and what identifies the child.</summary>
    public Pupil AsFormer() => new(
        Upn, Forename, Forename, Surname, YearGroup, "", DateOfBirth, new(Sen.None, false, false, false, false), OnRoll, "", false, [])
    {
        EnrolmentStatus = EnrolmentStatus,
    };
}

/// <summary>A person whom the school may write to about a pupil, as the roster states it.</summary>
/// <param name="Slot">Its place in the roster: 1 for Contact1.</param>
/// <param name="Name">The name by which messages address the contact; may be empty.</param>
/// <param name="Relationship">Mother, father, carer …; may be empty.</param>
/// <param name="HasParentalResponsibility">Only contacts with it get messages (domain 0.9).</param>
/// <param name="Mobile">The number as the roster has it; may be empty or no mobile number.</param>
/// <param name="Email">The address as the roster has it; may be empty or no address.</param>
public sealed record Contact(int Slot, string Name, string Relationship, bool HasParentalResponsibility, string Mobile, string Email)
{
    /// <summary>The most contacts that a roster has of a pupil.</summary>
    public const int Most = 9;

    /// <summary>Where the contact lives, in one line; empty where the roster gives none.</summary>
    public string HomeAddress { get; init; } = "";
}
