namespace AttendanceFunctions.Functions.Storage;

/// <summary>The tables; each comment gives partition key / row key, and the content of a row.</summary>
public static class Tables
{
    /// <summary>School / UPN: the roster's pupils, and what identifies those whom it no longer has.</summary>
    public const string Pupils = "Pupils";

    /// <summary>School / UPN and other school: pupils of the school whose UPN another school of the trust has too.</summary>
    public const string SharedUpns = "SharedUpns";

    /// <summary>School:year / UPN: the year of marks, the tally and the status of the last night.</summary>
    public const string Attendance = "Attendance";

    /// <summary>School:year / UPN: the case in the graduated process.</summary>
    public const string Cases = "Cases";

    /// <summary>School:UPN / number of the event: the audit trail of a case; rows are only added.</summary>
    public const string CaseEvents = "CaseEvents";

    /// <summary>School:year / key: the ledger of messages.</summary>
    public const string Nudges = "Nudges";

    /// <summary>School / container and blob name: the outcome of every file.</summary>
    public const string Intake = "Intake";

    /// <summary>Date / school: the results of a school's night, from which summaries are made.</summary>
    public const string SchoolNights = "SchoolNights";

    /// <summary>Night / the night for the lead, else an opaque key: the emails of the morning after it, with their outcome.</summary>
    public const string MorningNotes = "MorningNotes";

    /// <summary>Queue / message: work that failed permanently, and what to do.</summary>
    public const string Failures = "Failures";

    /// <summary>First two characters of the key / key: the place in the ledger of a text; its delivery report has only the key.</summary>
    public const string SentTexts = "SentTexts";

    /// <summary>School, or "trust" for all schools / hash of the address: addresses that the providers found unreachable.</summary>
    public const string UnusableAddresses = "UnusableAddresses";

    /// <summary>School / key of an address and the names at it: shared addresses that a person said are right, by whom and when.</summary>
    public const string ClearedAddresses = "ClearedAddresses";

    /// <summary>"trust" / school: its parents and children as pseudonyms, by which siblings at other schools are found.</summary>
    public const string FamilyKeys = "FamilyKeys";

    /// <summary>
    /// School / UPN: what the last night and this morning say of a pupil; one further row of what they say of the school.
    /// </summary>
    public const string OpenRows = "OpenRows";

    /// <summary>School, or "trust" where no school was named / time and a random part, the newest first: who opened which page.</summary>
    public const string AccessLog = "AccessLog";

    /// <summary>School:term / sentence of the policy: what the school answered in the review of its policy, by whom and when.</summary>
    public const string Reviews = "Reviews";

    /// <summary>"sending" / number, the newest first: when all sending was paused and went on, by whom and why.</summary>
    public const string SendingPauses = "SendingPauses";

    /// <summary>"trust" / "keys": the secret from which opaque keys are made.</summary>
    public const string KeySecrets = "KeySecrets";

    public static IReadOnlyList<string> All { get; } =
    [
        Pupils, SharedUpns, Attendance, Cases, CaseEvents, Nudges, Intake, SchoolNights, MorningNotes, Failures, SentTexts,
        UnusableAddresses,
        ClearedAddresses, FamilyKeys, OpenRows, AccessLog, Reviews, SendingPauses,
        KeySecrets,
    ];
}

/// <summary>The queues. A message contains a school's id, a date or an opaque ledger key, and no personal data.</summary>
public static class Queues
{
    /// <summary>One message per school and night to run.</summary>
    public const string SchoolNights = "school-nights";

    /// <summary>One message per text to send.</summary>
    public const string NudgeTexts = "nudge-texts";

    /// <summary>One message per email to send.</summary>
    public const string NudgeEmails = "nudge-emails";

    /// <summary>Delivery reports of texts, sent by Event Grid. This is the only queue whose messages contain a phone number.</summary>
    public const string SmsReports = "sms-reports";

    /// <summary>The suffix that the queue trigger adds to a queue's name for messages that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    public static IReadOnlyList<string> All { get; } =
    [
        SchoolNights, NudgeTexts, NudgeEmails, SmsReports,
        SchoolNights + PoisonSuffix, NudgeTexts + PoisonSuffix, NudgeEmails + PoisonSuffix, SmsReports + PoisonSuffix,
    ];
}

/// <summary>The blob containers.</summary>
public static class Containers
{
    /// <summary>Input: registers/{school}/{any name}.csv.</summary>
    public const string Registers = "registers";

    /// <summary>Input: rosters/{school}.csv.</summary>
    public const string Rosters = "rosters";

    /// <summary>Input: settings/trust.json and settings/policies/{id}.json.</summary>
    public const string Settings = "settings";

    /// <summary>Input: decisions/{school}/{any name}.xlsx or .csv, the worklist as a person filled it in.</summary>
    public const string Decisions = "decisions";

    /// <summary>Input: templates/{school}/{letter}.docx, a school's own templates of letters, which people upload in the office.</summary>
    public const string Templates = "templates";

    /// <summary>Output: summaries/{date}/.</summary>
    public const string Summaries = "summaries";

    /// <summary>Output: worklists/{school}/{date}.xlsx and .csv, and each term policy-{term}.xlsx.</summary>
    public const string Worklists = "worklists";

    /// <summary>Output: letters/{school}/.</summary>
    public const string Letters = "letters";

    /// <summary>Output: rejected/{school}/{file}.csv.</summary>
    public const string Rejected = "rejected";

    /// <summary>Empty blobs whose leases limit a timer or a school's night to one run at a time.</summary>
    public const string Leases = "leases";

    public static IReadOnlyList<string> Incoming { get; } = [Settings, Rosters, Registers, Decisions, Templates];

    /// <summary>Those of the incoming ones into which the app puts what people upload in the office; it only reads the others.</summary>
    public static IReadOnlyList<string> Uploaded { get; } = [Rosters, Registers, Templates];

    public static IReadOnlyList<string> Outgoing { get; } = [Summaries, Worklists, Letters, Rejected];

    public static IReadOnlyList<string> All { get; } = [.. Incoming, .. Outgoing, Leases];
}

/// <summary>The name of the connection that every trigger and client uses: the account that holds the trust's data.</summary>
public static class Connections
{
    public const string TrustData = "TrustData";
}
