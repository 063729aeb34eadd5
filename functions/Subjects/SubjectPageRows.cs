namespace AttendanceFunctions.Functions.Subjects;

/// <summary>The rows of the tables on the page about a pupil's data, in words for parents.</summary>
internal static class SubjectPageRows
{
    /// <summary>The pupil's data on the roster, one fact per row.</summary>
    public static IReadOnlyList<string[]> OfPupil(Pupil pupil)
    {
        var facts = pupil.Characteristics;
        return
        [
            ["Forename", pupil.Forename],
            ["Preferred name", pupil.PreferredName],
            ["Surname", pupil.Surname],
            ["Year group", pupil.YearGroup],
            ["Class", pupil.Class],
            ["Date of birth", pupil.DateOfBirth],
            ["Sex", pupil.Sex == Sex.NotStated ? "" : pupil.Sex.ToString().ToLowerInvariant()],
            ["Last school", pupil.LastSchool],
            ["On roll from", Day(pupil.OnRoll.Admission)],
            ["On roll until", Day(pupil.OnRoll.Leaving)],
            ["Special educational needs", facts.Sen switch { Sen.Plan => "plan", Sen.Support => "support", _ => "none" }],
            ["Pupil premium", English.YesOrNo(facts.PupilPremium)],
            ["Free school meals", English.YesOrNo(facts.FreeSchoolMeals)],
            ["Looked after", English.YesOrNo(facts.LookedAfter)],
            ["Social worker", English.YesOrNo(facts.SocialWorker)],
            ["Youth offending team worker", English.YesOrNo(facts.YouthOffendingWorker)],
            ["Who they are", string.Join("; ", new[]
            {
                pupil.Adults.SocialWorker, pupil.Adults.YouthOffendingWorker, pupil.Adults.VirtualSchool,
            }.Where(name => name.Length > 0))],
            ["Address", pupil.HomeAddress],
            ["Reason for leaving", pupil.Departure.Ground?.Describe() ?? ""],
            ["Goes to", pupil.Departure.Destination],
            ["New address", pupil.Departure.NewAddress],
            ["Circumstance on file", pupil.Circumstance],
            ["Part-time timetable until", Day(pupil.TimetableEnd)],
            ["Part-time timetable reviewed on", Day(pupil.TimetableReview)],
            ["Language", pupil.Language],
            ["Registered", pupil.EnrolmentStatus switch
            {
                EnrolmentStatus.Current => "at this school alone",
                EnrolmentStatus.Main => "at two schools, of which this is the main one",
                EnrolmentStatus.Subsidiary => "at two schools, of which this is the subsidiary one",
                _ => "not stated",
            }],
            ["Messages turned off", English.YesOrNo(pupil.NudgesOff)],
        ];
    }

    /// <summary>The pupil's contacts.</summary>
    public static IReadOnlyList<string[]> OfContacts(Pupil pupil) => [.. pupil.Contacts.Select(contact => new[]
    {
        Number(contact.Slot), contact.Name, contact.Relationship, English.YesOrNo(contact.HasParentalResponsibility), contact.Mobile,
        contact.Email, contact.HomeAddress.Length > 0 ? SubjectSheet.NotShown : "",
    })];

    /// <summary>The figures that a night calculated from the marks of a school year.</summary>
    public static IReadOnlyList<string[]> OfFigures(AttendanceRecord record)
    {
        var tally = record.Tally;
        return
        [
            ["Possible sessions", Number(tally.Possible)],
            ["Attended", Number(tally.Attended)],
            ["Absence that was authorised", Number(tally.Authorised)],
            ["Absence that was not", Number(tally.Unauthorised)],
            ["Late", Number(tally.LateBeforeClose + tally.LateAfterClose)],
            ["Stage", record.Stage is { } stage ? Number(stage) : "none"],
            ["Persistent absence", English.YesOrNo(record.IsPersistentAbsence)],
            ["Severe absence", English.YesOrNo(record.IsSevereAbsence)],
        ];
    }

    /// <summary>The marks of a school year, one day per row.</summary>
    public static IReadOnlyList<string[]> OfMarks(AcademicYear year, YearOfMarks marks) =>
    [
        .. marks.Stated(year.FirstDay, year.LastDay).GroupBy(stated => stated.Session.Date, (day, _) =>
            new[] { English.Day(day), Describe(marks.At(new(day, HalfDay.AM))), Describe(marks.At(new(day, HalfDay.PM))) }),
    ];

    /// <summary>The case of each school year.</summary>
    public static IReadOnlyList<string[]> OfCases(SubjectHistory history) => [.. history.Cases.Select(entry => new[]
    {
        entry.Year.ToString(), entry.Case.PolicyId, Number(entry.Case.Stage),
        entry.Case.Step is { } step ? English.Day(step.On) : "not stated", entry.Case.Proposal?.Why ?? "no",
    })];

    /// <summary>Whom outside the school has to be told, or was told.</summary>
    public static IReadOnlyList<string[]> OfNotifications(SubjectHistory history) =>
    [
        .. from entry in history.Cases
           from known in entry.Case.Notifications
           select new[]
           {
               known.Party switch
               {
                   OutsideParty.LocalAuthority => "local authority",
                   OutsideParty.SocialWorker => "social worker",
                   OutsideParty.YouthOffendingWorker => "youth offending team worker",
                   _ => "virtual school",
               },
               known.Occasion switch
               {
                   Occasion.Admission => "joining the school",
                   Occasion.Leaving => "leaving the school",
                   _ => "absence without a known reason",
               },
               English.Day(known.About), known.Told is { } told ? English.Day(told.On) : "not yet", known.Told?.By.InWords() ?? "",
               known.Told?.Note ?? "",
           },
    ];

    /// <summary>The penalty notices that were issued about the child.</summary>
    public static IReadOnlyList<string[]> OfNotices(SubjectHistory history) =>
    [
        .. from entry in history.Cases
           from notice in entry.Case.Penalty.Notices
           select new[]
           {
               English.Day(notice.IssuedOn), notice.Parent.InWords(), Number(notice.Sessions.Count),
               notice.End?.Outcome switch
               {
                   null => "not recorded",
                   NoticeOutcome.Paid => "paid",
                   NoticeOutcome.Unpaid => "not paid",
                   NoticeOutcome.TakenToCourt => "taken to court",
                   _ => "withdrawn",
               },
               notice.Recorded.By.InWords(), notice.Recorded.Because,
           },
    ];

    /// <summary>Where the penalty matter of each school year stands, and the sessions that it counts.</summary>
    public static IReadOnlyList<string[]> OfPenalties(SubjectHistory history) =>
    [
        .. from entry in history.Cases
           let matter = entry.Case.Penalty.Matter
           where matter is not null
           select new[] { entry.Year.ToString(), English.Day(matter.On), PenaltyDescription.Of(matter), matter.Evidence },
    ];

    /// <summary>The events of the cases.</summary>
    public static IReadOnlyList<string[]> OfEvents(SubjectHistory history) =>
        [.. history.Events.Select(
            entry => new[] { English.Day(entry.On), entry.What, entry.Known, entry.By?.InWords() ?? "the policy", entry.Note })];

    /// <summary>The messages planned for the pupil's contacts, and their outcomes.</summary>
    public static IReadOnlyList<string[]> OfMessages(SubjectHistory history) => [.. history.Messages.Select(nudge => new[]
    {
        English.Day(nudge.PlannedOn),
        nudge.Kind.NameOf().Replace('-', ' '),
        nudge.Channel switch { Channel.Text => "text", Channel.Email => "email", _ => "not at all" },
        nudge.ContactSlot == 0 ? "" : Number(nudge.ContactSlot),
        DescribeOutcome(nudge),
        nudge.MovedAt is { } at ? London.DayOf(at) : "",
        nudge.DecidedBy?.InWords() ?? (nudge.IsReleased ? "automatic" : ""),
    })];

    /// <summary>The files with rows that are certainly about the pupil; files of a container with the same columns are grouped.</summary>
    public static IEnumerable<IGrouping<(string Container, string Columns), HeldFile>> FilesByColumns(SubjectRecord record) => record.Files
        .Where(file => file.Rows.Count > 0 && file.Form == HeldForm.Rows && record.IsCertainlyAboutPupil(file))
        .GroupBy(file => (file.Container, Columns: string.Join('\n', file.Columns)));

    /// <summary>The pupil's rows in files with the same columns, each with its file's name.</summary>
    public static IReadOnlyList<string[]> OfFiles(IEnumerable<HeldFile> files) =>
        [.. files.SelectMany(file => file.Rows.Select(row => row.Prepend(file.Name).ToArray()))];

    private static string Describe(Mark mark) => mark.IsMissing ? "no mark" : $"{mark}: {NationalCodes.OfLetter(mark.Letter).Meaning}";

    private static string DescribeOutcome(Nudge nudge) => nudge.State switch
    {
        NudgeState.Planned => nudge.IsReleased ? "waits for its day" : "waits for a person's decision",
        NudgeState.Joined => "goes in one message with another child of the family",
        NudgeState.Claimed => "is on its way",
        NudgeState.Accepted => "sent",
        NudgeState.Delivered => "sent, and arrived",
        NudgeState.Undeliverable => "sent, and could not arrive",
        NudgeState.Failed => "refused by the service",
        NudgeState.Unknown => "may or may not have been sent",
        NudgeState.Suppressed => $"not sent: {Describe(nudge.Reason)}",
        NudgeState.Withheld => "not sent: a person decided so",
        NudgeState.Expired => "not sent: its days passed",
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.State, "Not a state."),
    };

    private static string Describe(SuppressionReason? reason) => reason switch
    {
        SuppressionReason.TooEarly => "too few sessions so far to say",
        SuppressionReason.OptedOut => "the family opted out",
        SuppressionReason.HandledByPeople => "people look after this family, not messages",
        SuppressionReason.PartTimeTimetable => "a part-time timetable was agreed",
        SuppressionReason.CaseWithPeople => "people have agreed a step with the family",
        SuppressionReason.UnsettledN => "the reason of an absence was not established yet",
        SuppressionReason.MarkChangedToday => "a mark was changed that day",
        SuppressionReason.NoContact => "no contact with parental responsibility was known",
        SuppressionReason.NoUsableAddress => "no number or address could be used",
        SuppressionReason.NotOnAllowList => "the system could not send to that number or address",
        SuppressionReason.NoLongerInStage or SuppressionReason.NoLongerSo => "it was no longer so",
        SuppressionReason.HeldOut => "the pupil was among those left without a message, to see whether messages help",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    private static string Day(DateOnly date) => date == DateOnly.MinValue || date == DateOnly.MaxValue ? "not stated" : English.Day(date);

    private static string Day(DateOnly? date) => date is { } day ? English.Day(day) : "not stated";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
