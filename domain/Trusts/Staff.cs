namespace AttendanceFunctions.Domain.Trusts;

/// <summary>What a person does, which decides what the office shows them (docs/access.md).</summary>
public enum StaffRole
{
    /// <summary>Works through a school's list every morning.</summary>
    Office,

    /// <summary>Decides with the family about formal steps.</summary>
    AttendanceLead,

    /// <summary>The headteacher.</summary>
    Head,

    /// <summary>Answers for the safety of the school's children.</summary>
    SafeguardingLead,

    /// <summary>Answers for attendance at all schools of the trust.</summary>
    TrustLead,

    /// <summary>Runs this system.</summary>
    Operator,
}

/// <summary>What a role allows a person to see and do at a school.</summary>
public enum StaffRight
{
    /// <summary>How the nights of the school went; no child.</summary>
    SeeNights,

    /// <summary>The school's lists, and every child on them.</summary>
    SeeChildren,

    /// <summary>To do and decide what is not formal: messages, duties, contacts, whom somebody told.</summary>
    Decide,

    /// <summary>To decide formal steps, and to say that a return was made (domain 0.13).</summary>
    DecideFormally,

    /// <summary>Who looked at which child.</summary>
    SeeAccess,

    /// <summary>All schools beside each other, in counts; no child.</summary>
    SeeTrust,

    /// <summary>How the system runs: work that failed, queues, messages in counts; no child.</summary>
    RunSystem,

    /// <summary>To pause all sending, and to let messages leave again.</summary>
    PauseSending,
}

/// <summary>The names of roles in settings/staff.csv, and what each allows.</summary>
public static class StaffRoles
{
    /// <summary>The roles by their names, without regard to case.</summary>
    public static IReadOnlyDictionary<string, StaffRole> ByName { get; } =
        Enum.GetValues<StaffRole>().ToDictionary(InWords, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a role: "safeguarding lead".</summary>
    public static string InWords(this StaffRole role) => KebabCase.InWords(role);

    /// <summary>Whether a role allows something. Who answers for the trust or runs the system sees no child (domain 0.23).</summary>
    public static bool Allows(this StaffRole role, StaffRight right) => right switch
    {
        StaffRight.SeeNights => true,
        StaffRight.SeeChildren or StaffRight.Decide => role.IsAtSchools(),
        StaffRight.DecideFormally => role is StaffRole.AttendanceLead or StaffRole.Head,
        StaffRight.SeeAccess => role == StaffRole.SafeguardingLead,
        StaffRight.SeeTrust => role == StaffRole.TrustLead,
        StaffRight.RunSystem => role == StaffRole.Operator,
        StaffRight.PauseSending => role is StaffRole.TrustLead or StaffRole.Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "Not a right."),
    };

    /// <summary>Whether it is a role at single schools, which the list has to name; the others are for the whole trust.</summary>
    public static bool IsAtSchools(this StaffRole role) => role is not (StaffRole.TrustLead or StaffRole.Operator);
}

/// <summary>One role of one person.</summary>
/// <param name="Schools">Where; null for every school of the trust.</param>
public sealed record StaffPost(StaffRole Role, IReadOnlyList<SchoolId>? Schools)
{
    /// <summary>Whether the role is held at this school.</summary>
    public bool IsAt(SchoolId school) => Schools?.Contains(school) ?? true;
}

/// <summary>A person who may open the office.</summary>
/// <param name="SignInName">The name with which the platform signs the person in: usually the email address at work.</param>
/// <param name="Name">The name that stands beside what the person decides.</param>
/// <param name="Posts">What the person does, and where; at least one.</param>
public sealed record StaffMember(string SignInName, string Name, IReadOnlyList<StaffPost> Posts)
{
    /// <summary>Whether the person has any role at this school.</summary>
    public bool IsAt(SchoolId school) => Posts.Any(post => post.IsAt(school));

    /// <summary>Whether one of the person's roles at this school allows something.</summary>
    public bool May(StaffRight right, SchoolId school) => Posts.Any(post => post.IsAt(school) && post.Role.Allows(right));

    /// <summary>Whether one of the person's roles for the whole trust allows something.</summary>
    public bool May(StaffRight right) => Posts.Any(post => !post.Role.IsAtSchools() && post.Role.Allows(right));
}

/// <summary>Everybody who may open the office: settings/staff.csv.</summary>
/// <param name="Members">By sign-in name; each once.</param>
public sealed record Staff(IReadOnlyList<StaffMember> Members)
{
    /// <summary>Nobody: there is no such file.</summary>
    public static Staff Nobody { get; } = new([]);

    /// <summary>The person with a sign-in name, without regard to case; null if the list does not have the name.</summary>
    public StaffMember? Find(string signInName) =>
        Members.FirstOrDefault(member => member.SignInName.Equals(signInName, StringComparison.OrdinalIgnoreCase));
}
