namespace AttendanceFunctions.Functions.Decisions;

/// <summary>The kinds of rows in a worklist, as its column Kind has them.</summary>
public static class WorklistKinds
{
    /// <summary>A message that waits for a decision.</summary>
    public const string Nudge = "nudge";

    /// <summary>A proposal or a duty of a case that waits for a decision.</summary>
    public const string Case = "case";

    /// <summary>A pupil whose absence is unexplained and whose family has not been reached.</summary>
    public const string Absence = "absence";

    /// <summary>A step whose review is due soon.</summary>
    public const string Review = "review";

    /// <summary>What happened in a case tonight.</summary>
    public const string News = "news";

    /// <summary>A file that was rejected or held, or that has rejected rows.</summary>
    public const string File = "file";

    /// <summary>Sessions without a mark.</summary>
    public const string Register = "register";

    /// <summary>A pupil whose stage is of more concern than the night before.</summary>
    public const string Moved = "moved";

    /// <summary>A message that is not sent, and why.</summary>
    public const string NotSent = "not sent";

    /// <summary>A contact whose number or address cannot be reached.</summary>
    public const string Contact = "contact";

    /// <summary>A number or an address of parents of several households, to which nothing is sent until it is cleared.</summary>
    public const string Shared = "shared";

    /// <summary>A pupil whose night could not be worked out.</summary>
    public const string Held = "held";

    /// <summary>A pupil whose UPN another school of the trust has too.</summary>
    public const string Upn = "upn";

    /// <summary>A persistently absent pupil, of whom a sibling may be at another school of the trust.</summary>
    public const string Sibling = "sibling";

    /// <summary>A pupil who was low enough for the ladder when the school started with this product, and waits to be taken up.</summary>
    public const string Baseline = "baseline";

    /// <summary>A sentence of the policy in the term's review.</summary>
    public const string Policy = "policy";

    /// <summary>An action on the checklist of a case; in the worklist, that some of a pupil's are overdue.</summary>
    public const string Action = "action";

    /// <summary>An entry for the log of a case; only in files of decisions.</summary>
    public const string Log = "log";

    /// <summary>The kinds on which people decide.</summary>
    public static IReadOnlyList<string> Decided { get; } = [Nudge, Case, Absence, Shared, Upn, Policy, Action, Log];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Nudge, Case, Absence, Review, News, File, Register, Moved, NotSent, Contact, Shared, Held, Upn, Sibling, Baseline, Policy, Action,
        Log,
    ];
}
