using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>Makes the rows of a school's morning list: one row per pupil, the most urgent first.</summary>
/// <param name="minimumCoverage">The share of pupils, 0 to 1, who must have a mark; with fewer, the register counts as missing.</param>
public sealed class MorningRows(SchoolMorning morning, IEnumerable<Nudge> texts, decimal minimumCoverage)
{
    private readonly ILookup<Upn, Nudge> _texts = texts.OrderBy(text => text.ContactSlot).ToLookup(text => text.Upn);

    private School School => morning.School;

    /// <summary>Whether the latest time has passed without a register, so that the trust must be told.</summary>
    public bool LacksRegister => morning.IsOver && IsMissing;

    // Reported from the first tick on, because an empty list would suggest that everybody is present.
    private bool IsMissing => morning.Roll.IsMissing(minimumCoverage);

    /// <summary>All rows, in order.</summary>
    public IReadOnlyList<WorklistRow> All() =>
    [
        .. IsMissing ? [Missing()] : Array.Empty<WorklistRow>(),
        .. Shared(),
        .. morning.Roll.Pupils.SelectMany(Of)
            .OrderBy(row => row.Rank)
            .ThenBy(row => row.Row.Pupil?.Surname, StringComparer.Ordinal)
            .ThenBy(row => row.Row.Pupil?.Forename, StringComparer.Ordinal)
            .ThenBy(row => row.Row.Pupil?.Upn, StringComparer.Ordinal)
            .Select(row => row.Row),
    ];

    /// <summary>The numbers to which texts of this morning are held, so that a person can clear them at once.</summary>
    private IReadOnlyList<WorklistRow> Shared()
    {
        var held = (from pupil in morning.ToAsk
                    from text in _texts[pupil.Pupil.Upn]
                    where text.State is NudgeState.Planned or NudgeState.Joined
                    select morning.FindHeld(pupil.Pupil, text.ContactSlot)).OfType<HeldAddress>().ToLookup(one => one.Key);
        var records = morning.Roll.Pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Record);
        return SharedRows.Of(
            School, held.Select(texts => texts.First()),
            pupil => WorklistPupil.Of(
                School, pupil, records.GetValueOrDefault(pupil.Upn) ?? AttendanceRecord.Empty(pupil.Upn, AcademicYear.Of(morning.Day))),
            one => held[one.Key].Count());
    }

    private WorklistRow Missing() => new(
        School.Id, WorklistKinds.Register,
        $"No register of this morning{(morning.IsOver ? "" : " yet")}: "
        + $"{morning.Roll.Marked} of {morning.Roll.Expected} pupils have a mark. "
        + "Of the others nobody knows whether they are in school, and nobody was asked.")
    {
        Why = $"Registers close at {English.Time(School.RegistersClose)}. "
            + (morning.IsOver
                ? $"By {English.Time(School.Morning.Latest)} "
                    + $"{(morning.Roll.Marked == 0 ? "nothing" : "too little to be a register")} had come in."
                : $"Families are asked by text until {English.Time(School.Morning.Latest)}, once it is there."),
        Actions =
        [
            "See that the registers were taken, and export them again.",
            "This goes away when the file is in registers/ for the school.",
        ],
        Due = morning.Day,
    };

    /// <summary>The row of a pupil, and its rank: 0 is the most urgent.</summary>
    private IEnumerable<(int Rank, WorklistRow Row)> Of(MorningPupil pupil)
    {
        foreach (var matter in morning.ToTell(pupil))
        {
            yield return (0, About(pupil, NotificationRows.Row(School, pupil.Pupil, matter, morning.Day)));
        }

        // A reason for the afternoon alone ends the absence, but the morning is still unexplained.
        var isUnseen = pupil.IsToAsk(morning.ContactOf(pupil));
        var absence = pupil.FindAbsence(morning.ContactOf(pupil)) ?? (isUnseen ? new UnexplainedAbsence([morning.Day]) : null);
        if (absence is { IsHomeVisitDue: true })
        {
            var visit = AbsenceRows.Visit(School, pupil.Pupil, absence);
            var what = isUnseen ? $"{visit.What} {DescribeTexts(pupil).Words}" : visit.What;
            yield return (IsFirst(pupil.Pupil) ? 0 : 1, About(pupil, visit with { What = what }));
        }
        else if (absence is not null && isUnseen)
        {
            var (needsCall, words) = DescribeTexts(pupil);
            var unseen = new WorklistRow(
                School.Id, WorklistKinds.Absence, $"Not seen this morning. {words}")
            {
                Key = absence.KeyFor(School.Id, pupil.Pupil.Upn),
                Allowed = ContactMethods.ForCall,
                Why = AbsenceRows.Since(absence),
                Actions =
                    [needsCall ? "Call the family now." : "Call the family if they do not call back this morning.", AbsenceRows.GoesAway],
                IsDuty = true,
            };
            yield return (IsFirst(pupil.Pupil) ? 0 : needsCall ? 2 : 3, About(pupil, unseen));
        }
        else if (ReasonRows.Row(
            School, pupil.Pupil, morning.CaseOf(pupil), pupil.Record.Marks, morning.Day) is { } told)
        {
            yield return (4, About(pupil, told));
        }
        else if (pupil.Sighting == RegisterSighting.Unmarked && !IsMissing)
        {
            yield return (4, About(pupil, new(School.Id, WorklistKinds.Register, "No mark this morning.")
            {
                Why = "The register has marks for other pupils and none for this one.",
                Actions =
                [
                    "Find out whether the child is in school, and complete the register.",
                    "This goes away when the register has a mark.",
                ],
            }));
        }
    }

    /// <summary>Whether a pupil comes first because people already work with the family (domain 0.9).</summary>
    private static bool IsFirst(Pupil pupil) => pupil.IsHandledByPeople;

    private WorklistRow About(MorningPupil pupil, WorklistRow row) =>
        row with { Pupil = WorklistPupil.Of(School, pupil.Pupil, pupil.Record), Due = morning.Day };

    /// <summary>The state of the texts to a pupil's family, in words, and whether a person must call because no text reaches it.</summary>
    private (bool NeedsCall, string Words) DescribeTexts(MorningPupil pupil)
    {
        var told = _texts[pupil.Pupil.Upn].ToList();
        if (told.Count == 0)
        {
            return (true, $"Call: {WhyNone(pupil)}");
        }

        var reached = told.Any(text => !IsHeld(pupil.Pupil, text) && !IsPaused(text) && text.State
            is NudgeState.Planned or NudgeState.Joined or NudgeState.Claimed or NudgeState.Accepted or NudgeState.Delivered);
        var words = string.Join(" ", told.Select(text => Words(pupil.Pupil, text)));
        return (!reached, reached ? words : $"Call: {words}");
    }

    private string WhyNone(MorningPupil pupil) => morning.Texts.ReasonAgainst(pupil.Pupil) switch
    {
        SuppressionReason.HandledByPeople => "a circumstance is on file, so no text goes.",
        SuppressionReason.NoContact => "no contact with parental responsibility is on the roster, so no text can go.",
        SuppressionReason.NoUsableAddress => "no mobile number of a contact with parental responsibility can be used, so no text can go.",
        _ when morning.BeganBeforeTheStart(pupil) =>
            "the absence began before the school started with this product, so no text goes.",
        _ when morning.IsOver => $"the register came too late for a text, which can leave until {English.Time(School.Morning.Latest)}.",
        _ => "no text has gone.",
    };

    private string Words(Pupil pupil, Nudge text) => $"A text to {NameOf(pupil, text.ContactSlot)} " + text.State switch
    {
        _ when IsHeld(pupil, text) => "does not go: the number is a parent's of another household too; see the row about it.",
        _ when IsPaused(text) => "waits: all sending is paused.",
        NudgeState.Accepted => text.MovedAt is { } at ? $"left at {English.Time(London.TimeAt(at))}." : "left.",
        NudgeState.Delivered => "arrived.",
        NudgeState.Undeliverable => "could not be delivered.",
        NudgeState.Failed => "was refused by the text service.",
        NudgeState.Unknown => "may or may not have left: the answer of the text service was lost.",
        NudgeState.Expired => $"could not leave by {English.Time(School.Morning.Latest)}.",
        NudgeState.Suppressed => "does not go: " + text.Reason switch
        {
            SuppressionReason.NotOnAllowList => "this environment may not send to that number.",
            SuppressionReason.NoUsableAddress => "the number cannot be used any more.",
            SuppressionReason.HandledByPeople => "a circumstance is on file.",
            _ => "the register said otherwise for a time.",
        },
        NudgeState.Withheld => "was withheld.",
        _ => "is on its way.",
    };

    /// <summary>Whether a text has not left because its number is held.</summary>
    private bool IsHeld(Pupil pupil, Nudge text) =>
        text.State is NudgeState.Planned or NudgeState.Joined && morning.FindHeld(pupil, text.ContactSlot) is not null;

    /// <summary>Whether a text has not left because all sending is paused.</summary>
    private bool IsPaused(Nudge text) => morning.IsPaused && text.State is NudgeState.Planned or NudgeState.Joined;

    private static string NameOf(Pupil pupil, int slot) =>
        pupil.Contacts.FirstOrDefault(contact => contact.Slot == slot) is { Name.Length: > 0 } contact
            ? contact.Name
            : $"contact {slot.ToString(CultureInfo.InvariantCulture)}";
}
