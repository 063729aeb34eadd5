using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>Fields for records that staff keep (D0 Appendix B), referrals and certificates only.</summary>
internal static class RecordFields
{
    /// <summary>In school, or at an approved educational activity.</summary>
    private const string InSchool = "/";

    private const string Authorised = "A";

    private const string Unauthorised = "U";

    /// <summary>Not possible, or without a mark.</summary>
    private const string NotCounted = "–";

    private static readonly DayOfWeek[] SchoolWeek =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Events that record something done. What was only proposed or due stays within the school.</summary>
    private static readonly IReadOnlyList<CaseEventKind> Actions =
    [
        CaseEventKind.Entered, CaseEventKind.Improved, CaseEventKind.Confirmed, CaseEventKind.Extended, CaseEventKind.Closed,
        CaseEventKind.Corrected, CaseEventKind.Paused, CaseEventKind.Resumed, CaseEventKind.Informal, CaseEventKind.OfAge,
        CaseEventKind.EndedByAge, CaseEventKind.Triggered, CaseEventKind.Done, CaseEventKind.Ticked, CaseEventKind.Penalty,
        CaseEventKind.NewYear, CaseEventKind.Moved, CaseEventKind.LetterMade,
    ];

    public static IReadOnlyList<Field<LetterFacts>> Fields { get; } =
    [
        new("Descriptor", "The policy's word for attendance like this.", Descriptor),
        new("SenStatus", "Special educational needs: None, SEN support (K) or EHC plan (E).",
            facts => SenStatus(facts.Pupil.Characteristics.Sen)),
        new("PupilPremium", "Whether the school receives the pupil premium: Yes or No.",
            facts => YesOrNo(facts.Pupil.Characteristics.PupilPremium)),
        new("LookedAfter", "Whether the local authority looks after the child: Yes or No.",
            facts => YesOrNo(facts.Pupil.Characteristics.LookedAfter)),
        new("SocialCare", "Whether the child has a social worker: Yes or No.", facts => YesOrNo(facts.Pupil.Characteristics.SocialWorker)),
        new("MissedByWeekday", "Half days missed by day of the week: Monday 4, Tuesday 1 …", MissedByWeekday),
    ];

    public static IReadOnlyList<Field<LetterFacts>> ForAuthority { get; } =
        [new("Upn", "The unique pupil number.", facts => facts.Pupil.Upn.ToString())];

    public static FieldList<LetterFacts> HalfTerms { get; } = new(
        "HalfTerms",
        "The half terms of the school year so far.",
        [
            new("Dates", "From when to when."), new("Possible", "Possible half days."), new("Missed", "Half days missed."),
            new("Authorised", "Half days missed with the school's agreement."), new("Unauthorised", "Half days missed without it."),
            new("Attendance", "The attendance."),
        ],
        facts => [.. facts.School.Calendar.HalfTerms
            .Where(term => facts.Marks.Year.Contains(term.From) && term.From <= facts.LastDay)
            .Select(term => HalfTerm(facts, term))]);

    public static FieldList<LetterFacts> Contacts { get; } = new(
        "Contacts",
        "The contacts with parental responsibility.",
        [
            new("Name", "The name."), new("Relationship", "Mother, father, carer …"), new("Phone", "The mobile number."),
            new("Email", "The email address."),
        ],
        facts => [.. facts.Pupil.Contacts.Where(contact => contact.HasParentalResponsibility)
            .Select(contact => (IReadOnlyList<string>)[contact.Name, contact.Relationship, contact.Mobile, contact.Email])]);

    public static FieldList<LetterFacts> Log { get; } = new(
        "Log",
        "What was done so far, without what was only proposed or due, and without anybody's notes but those marked for the referral.",
        [
            new("Date", "When."), new("What", "What happened and why."), new("Known", "What was known of the attendance then."),
            new("By", "Who decided: a person, or the policy."),
        ],
        facts => [.. facts.Log.Where(entry => Actions.Contains(entry.Kind))
            .Concat(CaseLog.Standing(facts.Log).Where(entry => entry.Entry is { ForReferral: true }))
            .OrderBy(entry => entry.Number).Select(Action)]);

    /// <summary>The year week by week, without codes, because a code may reveal facts about health, faith or the law.</summary>
    public static FieldList<LetterFacts> Weeks { get; } = new(
        "Weeks",
        "The weeks in which there was school. A day shows its morning and its afternoon: "
        + $"{InSchool} in school, {Authorised} absent with the school's agreement, {Unauthorised} absent without it, "
        + $"{NotCounted} not counted.",
        [
            new("Starting", "The Monday: 8 September 2025."),
            .. SchoolWeek.Select(day => new ListColumn(day.ToString(), "Morning and afternoon.")),
            new("Missed", "Half days missed."),
            new("Authorised", "Half days missed with the school's agreement."), new("Unauthorised", "Half days missed without it."),
        ],
        facts => [.. facts.Marks.Stated(facts.Pupil.OnRoll.Admission, facts.LastDay)
            .GroupBy(stated => SchoolCalendar.MondayOf(stated.Session.Date))
            .Select(week => Week(facts, week.Key))]);

    private static string Descriptor(LetterFacts facts) =>
        Rate.TryOf(facts.Tally, out var rate)
            ? facts.Policy.BandAt(facts.Step is { } step && step.Stage <= facts.Policy.Stages.Count ? step.Stage : 0, rate).Descriptor
            : "";

    private static string YesOrNo(bool flag) => flag ? "Yes" : "No";

    private static string SenStatus(Sen sen) => sen switch
    {
        Sen.None => "None",
        Sen.Support => "SEN support (K)",
        Sen.Plan => "EHC plan (E)",
        _ => throw new ArgumentOutOfRangeException(nameof(sen), sen, "Not a status."),
    };

    private static string MissedByWeekday(LetterFacts facts)
    {
        var missed = facts.Marks.Stated(facts.Pupil.OnRoll.Admission, facts.LastDay)
            .Where(stated => stated.Mark.Code.IsAbsent).ToLookup(stated => stated.Session.Date.DayOfWeek);
        return string.Join(", ", SchoolWeek.Select(day => $"{day} {LetterFormat.Of(missed[day].Count())}"));
    }

    private static IReadOnlyList<string> HalfTerm(LetterFacts facts, HalfTerm term)
    {
        var tally = facts.Between(term.From, term.To);
        return
        [
            English.Days(term.From, term.To), LetterFormat.Of(tally.Possible), LetterFormat.Of(tally.Absent),
            LetterFormat.Of(tally.Authorised), LetterFormat.Of(tally.Unauthorised), LetterFormat.Of(Rate.TryOf(tally, out var rate), rate),
        ];
    }

    private static IReadOnlyList<string> Action(CaseEvent entry) =>
        [English.Day(entry.On), entry.What, entry.Known, entry.By?.InWords() ?? "The policy"];

    private static IReadOnlyList<string> Week(LetterFacts facts, DateOnly monday)
    {
        var tally = facts.Between(monday, monday.AddDays(6));
        return
        [
            English.Day(monday), .. SchoolWeek.Select((_, day) => Day(facts, monday.AddDays(day))),
            LetterFormat.Of(tally.Absent), LetterFormat.Of(tally.Authorised), LetterFormat.Of(tally.Unauthorised),
        ];
    }

    private static string Day(LetterFacts facts, DateOnly date) =>
        $"{Half(facts, new(date, HalfDay.AM))} {Half(facts, new(date, HalfDay.PM))}";

    private static string Half(LetterFacts facts, Session session)
    {
        var counts = facts.Marks.Year.Contains(session.Date)
            && session.Date >= facts.Pupil.OnRoll.Admission && session.Date <= facts.LastDay;
        var mark = counts ? facts.Marks.At(session) : Mark.Missing;
        return mark.IsMissing ? NotCounted : mark.Code.Class switch
        {
            CodeClass.Present or CodeClass.Approved => InSchool,
            CodeClass.Authorised => Authorised,
            CodeClass.Unauthorised => Unauthorised,
            CodeClass.NotPossible => NotCounted,
            _ => throw new ArgumentOutOfRangeException(nameof(session), mark.Code.Class, "Not a class."),
        };
    }
}
