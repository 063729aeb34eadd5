using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Kind of school, as the national figures are published.</summary>
public enum Phase
{
    Primary,
    Secondary,
    Special,
}

/// <summary>Who lets a message go.</summary>
public enum ReleaseMode
{
    /// <summary>A person releases it from the school's worklist; the default (domain 0.9).</summary>
    Review,

    /// <summary>It leaves by itself in sending hours.</summary>
    Automatic,
}

/// <summary>The person at the trust who reads the summaries.</summary>
public sealed record TrustLead(string Name, string Email);

/// <summary>Hours of a school day in which messages may leave, London time, within 08:00 to 18:00 (domain 0.9).</summary>
public readonly record struct SendingWindow(TimeOnly From, TimeOnly To)
{
    public static readonly TimeOnly Earliest = new(8, 0);

    public static readonly TimeOnly Latest = new(18, 0);

    /// <summary>From the first minute on, and before the last.</summary>
    public bool Contains(TimeOnly time) => From <= time && time < To;
}

/// <summary>One school of the trust.</summary>
/// <param name="Id">Its id: the URN.</param>
/// <param name="Name">Its name as parents know it.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="LocalAuthority">The local authority that its referrals go to.</param>
/// <param name="Phone">The number that parents are asked to call.</param>
/// <param name="Contact">Who answers it: a role or a name.</param>
/// <param name="RegistersClose">When the morning register closes, London time.</param>
/// <param name="Policy">The policy that it follows.</param>
/// <param name="Calendar">When it is open.</param>
public sealed record School(
    SchoolId Id, string Name, Phase Phase, string LocalAuthority, string Phone, string Contact, TimeOnly RegistersClose,
    Policy Policy, SchoolCalendar Calendar)
{
    /// <summary>When it asks after pupils who were not seen; off unless the settings say so.</summary>
    public Morning Morning { get; init; } = Morning.Off;

    /// <summary>What its local authority wants to be told of.</summary>
    public AuthorityReturns Returns { get; init; } = AuthorityReturns.Usual(LocalAuthority);

    /// <summary>Sessions on which some of its pupils are not expected.</summary>
    public IReadOnlyList<PartClosure> PartClosures { get; init; } = [];

    /// <summary>Whether the pupils of a year group are expected in a session.</summary>
    public bool IsOpen(Session session, string yearGroup) =>
        Calendar.IsSchoolDay(session.Date) && !PartClosures.Any(closure => closure.Closes(session, yearGroup));
}

/// <summary>A trust's settings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Automatic">The kinds of message that leave by themselves; all others wait for a person (domain 0.9).</param>
/// <param name="Lead">Who reads the summaries.</param>
/// <param name="Sending">When messages may leave.</param>
/// <param name="MinimumPossibleSessions">Possible sessions below which a pupil is "too early to say" (domain 0.2).</param>
/// <param name="MinimumCoverage">The share of pupils on roll, 0 to 1, that must have a mark when a school day is first opened.</param>
/// <param name="Schools">Its schools, by id.</param>
public sealed record Trust(
    string Name, IReadOnlySet<MessageKind> Automatic, TrustLead Lead, SendingWindow Sending, int MinimumPossibleSessions, decimal MinimumCoverage,
    IReadOnlyList<School> Schools)
{
    /// <summary>What stands in place of a school's id for the trust as a whole.</summary>
    public const string Itself = "trust";

    /// <summary>The most segments that a text may cost where the settings say nothing else.</summary>
    public const int UsualMostSegments = 6;

    /// <summary>The most segments, 1 to 10, that the text of a template may come to, tried with a sample child; a longer one is refused.</summary>
    public int MostSegments { get; init; } = UsualMostSegments;

    /// <summary>Who lets a message of a kind go.</summary>
    public ReleaseMode ModeOf(MessageKind rule) => Automatic.Contains(rule) ? ReleaseMode.Automatic : ReleaseMode.Review;

    public bool TryFind(SchoolId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out School? school) =>
        (school = Schools.FirstOrDefault(candidate => candidate.Id == id)) is not null;

    /// <summary>Whether any of the schools is open.</summary>
    public bool IsSchoolDay(DateOnly date) => Schools.Any(school => school.Calendar.IsSchoolDay(date));
}
