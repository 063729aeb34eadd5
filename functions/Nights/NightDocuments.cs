using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Writes a school's documents of a night: letters, returns to the local authority, and the worklist.</summary>
public sealed class NightDocuments(
    TrustSettings settings, CaseEventTable events, SiblingSchools siblings, LetterWriter letters, Worklist worklist,
    ReturnFiles returns)
{
    /// <summary>Writes the letters and returns, and then the worklist, which refers to them.</summary>
    /// <param name="files">The entries of the files that this night was the first to read.</param>
    /// <returns>The letters that were written.</returns>
    public async Task<LettersOfNight> WriteAsync(
        NightAtWork work, PupilsOfNight ofNight, PlannedMessages messages, IReadOnlyList<IntakeEntry> files,
        CancellationToken cancellationToken)
    {
        var (trust, school, night, held) = (work.Trust, work.School, work.Night, work.Held);
        var onRoll = ofNight.OnRoll;
        var orders = await OrdersAsync(work, onRoll, cancellationToken);
        var written = await letters.WriteAsync(school, night, orders, cancellationToken);
        var texts = await settings.ReadMessagesAsync(cancellationToken);
        var atOtherSchools = await siblings.FindAsync(trust, school, night, held.Without(onRoll), cancellationToken);
        // Telling a social worker today comes before a home visit; both come before all other rows. Pupils who have left come after them.
        var rows = held.Run(onRoll, pupils => SiblingRows.AddTo(
            [
                .. new CaseRows(school, night, written).Of(pupils),
                .. PenaltyRows.Of(school, night, pupils),
                .. NotificationRows.Of(school, night, pupils),
                .. school.IsLive(night) ? AbsenceRows.Of(school, night, pupils) : [],
                .. ReasonRows.Of(school, night, pupils),
                .. SharedUpnRows.Of(school, night, pupils, work.Shared),
                .. new MessageRows(trust, school, night, texts).Of(pupils, messages.Ledger),
                .. SharedRowsOf(school, night, pupils, messages),
                .. ContactRows.Of(school, pupils, messages.Unusable),
            ],
            school, night, pupils, atOtherSchools)
            .Concat(BaselineRows.Of(school, night, pupils)))
            .Concat(NotificationRows.Of(school, night, held.Without(ofNight.ToTell))).ToList();
        await returns.WriteAsync(trust, school, night, held.Without(onRoll.Concat(ofNight.ToTell)), cancellationToken);
        var sheets = held.Run(onRoll, pupils => FurtherSheets.Of(school, night, pupils, held.Without(ofNight.Left)).ToList());
        await worklist.WriteAsync(
            school, night, held.Without(onRoll), files, rows.Concat(RowsOf(school, held)), sheets, cancellationToken);
        var timetables = held.Run(onRoll, pupils => TimetableList.Of(school, night, pupils));
        await worklist.WriteTimetablesAsync(trust, school, night, timetables, cancellationToken);
        return written;
    }

    private static IEnumerable<WorklistRow> RowsOf(School school, HeldPupils held) =>
        held.All.Select(pupil => new WorklistRow(
            school.Id, WorklistKinds.Held,
            "This pupil could not be worked out tonight, so nothing was changed, sent or written about the pupil. "
                + $"The fault is in the program or in what is stored: {pupil.Fault}.")
        {
            Pupil = pupil.Pupil is { } known ? WorklistPupil.WithoutFigures(known) : WorklistPupil.Unknown(pupil.Upn),
            Actions =
            [
                "Check the pupil's row of the roster, dates above all, and send the roster again.",
                "If this row is here again tomorrow, tell the people who run this system, with this sentence.",
                "Until then follow the pupil's attendance in your school system.",
            ],
        });

    private static IReadOnlyList<WorklistRow> SharedRowsOf(
        School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, PlannedMessages messages)
    {
        var byUpn = onRoll.ToDictionary(pupil => pupil.Pupil.Upn);
        var unusable = messages.Unusable.Of(onRoll.Select(pupil => pupil.Pupil));
        var waiting = messages.Ledger
            .Where(nudge => nudge.State == NudgeState.Planned && nudge.LastDay > night && byUpn.ContainsKey(nudge.Upn))
            .ToLookup(nudge => Candidate.RecipientOf(nudge, byUpn[nudge.Upn].Pupil, unusable)?.To);
        return SharedRows.Of(
            school, messages.Held,
            pupil => byUpn.TryGetValue(pupil.Upn, out var known) ? WorklistPupil.Of(school, known) : WorklistPupil.WithoutFigures(pupil),
            held => waiting[held.Shared.Address].Count());
    }

    /// <summary>The letters to write: those of tonight's case events, and at the end of a term or half term one to each family.</summary>
    private async Task<IReadOnlyList<LetterOrder>> OrdersAsync(
        NightAtWork work, IReadOnlyList<PupilNight> pupils, CancellationToken cancellationToken)
    {
        var orders = new List<LetterOrder>();
        var regular = RegularOf(work.School, work.Night);
        foreach (var pupil in work.Held.Without(pupils))
        {
            try
            {
                orders.AddRange(await OrdersAsync(work, pupil, regular, cancellationToken));
            }
            catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
            {
                work.Held.Hold([new(pupil.Pupil.Upn, fault)]);
            }
        }

        return orders;
    }

    private async Task<IReadOnlyList<LetterOrder>> OrdersAsync(
        NightAtWork work, PupilNight pupil, LetterKind? regular, CancellationToken cancellationToken)
    {
        var (school, night) = (work.School, work.Night);
        var calls = pupil.CaseNews.Where(happened => happened.Letters.Count > 0 && Holds(happened, pupil.Case)).ToList();
        var log = calls.Any(NeedsHistory) ? await events.ReadAsync(school.Id, pupil.Pupil.Upn, cancellationToken) : pupil.Case.Latest;
        var facts = new LetterFacts(work.Trust, school, pupil.Pupil, night, pupil.Record.Marks, pupil.Case.Step, log)
        {
            Agreement = pupil.Case.Agreement,
            Late = pupil.Record.Late,
            WorksWithSchool = pupil.Pupil.Circumstance.Length > 0 || pupil.TimetableOn(night) is not null
                || school.Policy.IsFormal(pupil.Case.Stage),
        };
        var called = from happened in calls
                     let about = facts.About(happened) with
                     {
                         Leave = pupil.Case.Leave.FirstOrDefault(request => request.Key == happened.Key),
                     }
                     // A night that catches up may hold letters of days on which the pupil was still of compulsory school age.
                     from kind in happened.Letters.Where(letter => pupil.AgeOn(night).Contains(night) || !letter.IsFormal())
                     from toWhom in kind.IsToOneParent()
                         ? PenaltyFacts.Of(pupil, happened).Select(penalty => about with { Penalty = penalty })
                         : [about]
                     select new LetterOrder(kind, toWhom);
        return
        [
            .. called.GroupBy(order => order.Key, (_, alike) => alike.Last()),
            .. regular is { } due && pupil.Status is not AttendanceStatus.NoData
                ? [new LetterOrder(due == LetterKind.TermlyLetter && facts.WorksWithSchool ? LetterKind.AdaptedTermlyLetter : due, facts)]
                : Array.Empty<LetterOrder>(),
        ];
    }

    /// <summary>Whether a letter needs the case history from before tonight: for the stage that was left, or a referral's log.</summary>
    private static bool NeedsHistory(CaseEvent happened) =>
        happened.To < happened.From || happened.Letters.Contains(LetterKind.ReferralSummary);

    /// <summary>Whether an event is still true: a night that catches up may enter and leave a stage, which then gets no letter.</summary>
    private static bool Holds(CaseEvent happened, Case current) =>
        happened.Kind is not (CaseEventKind.Entered or CaseEventKind.Improved) || happened.To == current.Stage;

    /// <summary>The letter that every family gets tonight: at the end of a term or of a half term; null on all other nights.</summary>
    private static LetterKind? RegularOf(School school, DateOnly night) =>
        !school.Calendar.IsLastOfHalfTerm(night) || !school.Calendar.TryFindHalfTerm(night, out var halfTerm) ? null
        // A letter is not about a time in which nobody was watching (domain 0.22).
        : !school.IsLive(night) || school.GoingLive?.On > halfTerm.From ? null
        : school.Policy.WritesTermly && SchoolTerm.EndsWith(halfTerm)
            ? MessagePeriod.Of(MessageKind.TermlySummary, school, night) is null ? null : LetterKind.TermlyLetter
        : school.Policy.WritesHalfTermly ? LetterKind.HalfTermLetter
        : null;
}
