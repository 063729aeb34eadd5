using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Which letters a school's night prepares: those that tonight's case events call for, and at the end of a term or half term one to each
/// family. It uses no storage.
/// </summary>
public sealed class NightLetters(Trust trust, School school, DateOnly night)
{
    private readonly LetterKind? _regular = RegularOf(school, night);

    /// <summary>
    /// Whether a letter about a pupil needs the case's history from before tonight: for the stage that was left, or a referral's log.
    /// </summary>
    public static bool NeedsHistory(PupilNight pupil) => CallsOf(pupil).Any(happened =>
        happened.To < happened.From || happened.Letters.Contains(LetterKind.ReferralSummary));

    /// <summary>The letters about a pupil.</summary>
    /// <param name="log">The case's history where a letter needs it, else tonight's events.</param>
    public IReadOnlyList<LetterOrder> Of(PupilNight pupil, IReadOnlyList<CaseEvent> log)
    {
        var facts = new LetterFacts(trust, school, pupil.Pupil, night, pupil.Record.Marks, pupil.Case.Step, log)
        {
            Agreement = pupil.Case.Agreement,
            Late = pupil.Record.Late,
            WorksWithSchool = pupil.Pupil.Circumstance.Length > 0 || pupil.TimetableOn(night) is not null
                || school.Policy.IsFormal(pupil.Case.Stage),
        };
        var called = from happened in CallsOf(pupil)
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
            .. _regular is { } due && pupil.Status is not AttendanceStatus.NoData
                ? [new LetterOrder(due == LetterKind.TermlyLetter && facts.WorksWithSchool ? LetterKind.AdaptedTermlyLetter : due, facts)]
                : Array.Empty<LetterOrder>(),
        ];
    }

    /// <summary>The letter that every family gets tonight: at the end of a term or of a half term; null on all other nights.</summary>
    private static LetterKind? RegularOf(School school, DateOnly night) =>
        !school.Calendar.IsLastOfHalfTerm(night) || !school.Calendar.TryFindHalfTerm(night, out var halfTerm) ? null
        // A letter is not about a time in which nobody was watching (domain 0.22).
        : !school.IsLive(night) || school.GoingLive?.On > halfTerm.From ? null
        : school.Policy.WritesTermly && SchoolTerm.EndsWith(halfTerm)
            ? MessagePeriod.Of(MessageKind.TermlySummary, school, night) is null ? null : LetterKind.TermlyLetter
        : school.Policy.WritesHalfTermly ? LetterKind.HalfTermLetter
        : null;

    private static IEnumerable<CaseEvent> CallsOf(PupilNight pupil) =>
        pupil.CaseNews.Where(happened => happened.Letters.Count > 0 && Holds(happened, pupil.Case));

    /// <summary>Whether an event is still true: a night that catches up may enter and leave a stage, which then gets no letter.</summary>
    private static bool Holds(CaseEvent happened, Case current) =>
        happened.Kind is not (CaseEventKind.Entered or CaseEventKind.Improved) || happened.To == current.Stage;
}
