using System.Collections.Immutable;

namespace AttendanceFunctions.Domain.Trusts;

/// <summary>The kinds of school for which national figures are published.</summary>
public enum Phase
{
    Primary,
    Secondary,
    Special,
}

public enum ReleaseMode
{
    /// <summary>A person releases it from the school's worklist; the default (domain 0.9).</summary>
    Review,

    /// <summary>It is sent automatically, in sending hours.</summary>
    Automatic,
}

/// <summary>The person at the trust who reads the summaries.</summary>
public sealed record TrustLead(string Name, string Email);

/// <summary>Hours of a school day in which messages may leave, London time, within 08:00 to 18:00 (domain 0.9).</summary>
public readonly record struct SendingWindow(TimeOnly From, TimeOnly To)
{
    public static readonly TimeOnly Earliest = new(8, 0);

    public static readonly TimeOnly Latest = new(18, 0);

    /// <summary>Whether messages may leave at a time: at or after <see cref="From"/> and before <see cref="To"/>.</summary>
    public bool Contains(TimeOnly time) => From <= time && time < To;
}

/// <summary>One school of the trust.</summary>
/// <param name="Id">Its id: the URN.</param>
/// <param name="Name">Its name as parents know it.</param>
/// <param name="LocalAuthority">The local authority that its referrals go to.</param>
/// <param name="Phone">The number that parents are asked to call.</param>
/// <param name="Contact">Who answers the phone: a role or a name.</param>
/// <param name="RegistersClose">When the morning register closes, London time.</param>
public sealed record School(
    SchoolId Id, string Name, Phase Phase, string LocalAuthority, string Phone, string Contact, TimeOnly RegistersClose,
    Policy Policy, SchoolCalendar Calendar)
{
    /// <summary>When it asks parents about pupils who are absent without a known reason; off unless the settings say otherwise.</summary>
    public Morning Morning { get; init; } = Morning.Off;

    /// <summary>Whom its letters ask parents to speak to.</summary>
    public SpeakTo SpeakTo { get; init; } = SpeakTo.Default;

    /// <summary>The day on which it starts with this product; null where everything is looked at from the start.</summary>
    public GoingLive? GoingLive { get; init; }

    /// <summary>The returns that its local authority requires.</summary>
    public AuthorityReturns Returns { get; init; } = AuthorityReturns.Usual(LocalAuthority);

    /// <summary>Sessions in which some of its pupils are not expected.</summary>
    public IReadOnlyList<PartClosure> PartClosures { get; init; } = [];

    /// <summary>What the Department for Education expects of its attendance, by school year; empty where the settings do not say.</summary>
    public IReadOnlyList<ImprovementExpectation> Expectations { get; init; } = [];

    /// <summary>Who gets the email of the morning on its school days: its office and lead; nobody where the settings do not say.</summary>
    public IReadOnlyList<EmailAddress> MorningEmail { get; init; } = [];

    /// <summary>The headings that the columns of its exports have, by the column's name, where its system gives them others.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the school works with this product on a day: nothing is watched, sent or asked before.</summary>
    public bool IsLive(DateOnly day) => !(day < GoingLive?.On);

    /// <summary>
    /// The day of a school year on which the school started with this product; null if it was there before the year began.
    /// </summary>
    public DateOnly? LiveSince(AcademicYear year) => GoingLive is { } start && start.IsWithin(year) ? start.On : null;

    /// <summary>What is expected of a school year; null where the settings do not say.</summary>
    public ImprovementExpectation? ExpectationOf(AcademicYear year) => Expectations.FirstOrDefault(expected => expected.Year == year);

    /// <summary>Whether the pupils of a year group are expected in a session.</summary>
    public bool IsOpen(Session session, string yearGroup) =>
        Calendar.IsSchoolDay(session.Date) && !PartClosures.Any(closure => closure.Closes(session, yearGroup));
}

/// <summary>A trust's settings.</summary>
/// <param name="Automatic">The kinds of message that are sent automatically; all others wait for a person (domain 0.9).</param>
/// <param name="MinimumPossibleSessions">Possible sessions below which a pupil is "too early to say" (domain 0.2).</param>
/// <param name="MinimumCoverage">The share of pupils on roll, 0 to 1, whose marks open a new school day; fewer are held back.</param>
/// <param name="Schools">Its schools, by id.</param>
public sealed record Trust(
    string Name, IReadOnlySet<MessageKind> Automatic, TrustLead Lead, SendingWindow Sending, int MinimumPossibleSessions,
    decimal MinimumCoverage, IReadOnlyList<School> Schools)
{
    /// <summary>The id of the trust as a whole, in place of a school's.</summary>
    public const string Itself = "trust";

    /// <summary>The most segments of a text where the settings do not say otherwise.</summary>
    public const int UsualMostSegments = 6;

    /// <summary>The most segments, 1 to 10, of a text; a template with a longer text about a sample child is refused.</summary>
    public int MostSegments { get; init; } = UsualMostSegments;

    /// <summary>The colours of its letters and other printed documents.</summary>
    public TrustColours Colours { get; init; } = TrustColours.Default;

    /// <summary>Who releases a message of a kind.</summary>
    public ReleaseMode ModeOf(MessageKind kind) => Automatic.Contains(kind) ? ReleaseMode.Automatic : ReleaseMode.Review;

    /// <summary>The school with this id; false if the trust has none.</summary>
    public bool TryFind(SchoolId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out School? school) =>
        (school = Schools.FirstOrDefault(candidate => candidate.Id == id)) is not null;

    public bool IsSchoolDay(DateOnly date) => Schools.Any(school => school.Calendar.IsSchoolDay(date));
}
