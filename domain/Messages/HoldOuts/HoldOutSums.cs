using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Wording;

namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>
/// One term of one school, for the question whether nudges help: what the pupils attended whose parents were to get a nudge of
/// concern, and what those attended who were left out by chance, each from the day on which it could have left to the end of the term.
/// </summary>
/// <param name="Nudged">Pupils whose nudge was planned, whatever became of it.</param>
/// <param name="WrittenTo">Those of the nudged to whose parents a nudge of that term left, as far as is known.</param>
public sealed record HoldOutSums(DateOnly From, DateOnly To, GroupSums Nudged, GroupSums HeldOut, int WrittenTo)
{
    /// <summary>No term is over, or nobody was to be left out.</summary>
    public static HoldOutSums None { get; } = new(DateOnly.MinValue, DateOnly.MinValue, GroupSums.Nobody, GroupSums.Nobody, 0);

    /// <summary>The sums of a night: those of the term that is over with it.</summary>
    /// <param name="pupils">The marks of the year, and the days on roll, of the pupils whom the rows are about.</param>
    /// <returns>The sums; <see cref="None"/> while the term goes on, and where the policy leaves nobody out.</returns>
    public static HoldOutSums After(
        School school, DateOnly night, IReadOnlyCollection<Nudge> ledger,
        IReadOnlyDictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> pupils)
    {
        if (!TryFindEndedTerm(school.Calendar, night, out var term))
        {
            return None;
        }

        var ofTerm = ledger.Where(nudge => IsInEither(nudge) && term.From <= nudge.FirstDay && nudge.FirstDay <= term.To).ToList();
        if (school.Policy.HoldOutPercent == 0 && !ofTerm.Any(IsHeldOut))
        {
            return None;
        }

        // Each pupil once, by the first row of the term: a pupil's sessions after a second one are in the sums already.
        var first = ofTerm.GroupBy(nudge => nudge.Upn, (_, rows) => rows.OrderBy(nudge => nudge.FirstDay).ThenBy(IsHeldOut).First())
            .ToLookup(IsHeldOut);
        var written = ofTerm.Where(nudge => nudge.State.MayHaveLeft()).Select(nudge => nudge.Upn).ToHashSet();
        return new(
            term.From, term.To,
            GroupSums.Of(first[false].Select(nudge => SessionsAfter(nudge, term.To, pupils))),
            GroupSums.Of(first[true].Select(nudge => SessionsAfter(nudge, term.To, pupils))),
            first[false].Count(nudge => written.Contains(nudge.Upn) && SessionsAfter(nudge, term.To, pupils).Possible > 0));
    }

    /// <summary>Two schools of a trust together; the terms are the trust's, so they are the same.</summary>
    public HoldOutSums And(HoldOutSums other) =>
        this == None ? other
        : other == None ? this
        : new(From, To, Nudged.And(other.Nudged), HeldOut.And(other.HeldOut), WrittenTo + other.WrittenTo);

    /// <summary>The term of which a school has no day left after a night; false while it goes on, and in holidays.</summary>
    public static bool TryFindEndedTerm(SchoolCalendar calendar, DateOnly night, out MessagePeriod term)
    {
        // The same term as the summary that its parents get.
        var period = MessagePeriod.Of(MessageKind.TermlySummary, calendar, night);
        term = period.GetValueOrDefault();
        return period is not null && !(calendar.TryFindNextSchoolDay(night, out var next) && next <= term.To);
    }

    /// <summary>All for whom a nudge was planned, whatever became of it: the hold-out can be compared with nothing else.</summary>
    private static bool IsInEither(Nudge nudge) => nudge.Kind.IsOfConcern() && (IsHeldOut(nudge) || nudge.Channel != Channel.None);

    private static bool IsHeldOut(Nudge nudge) => nudge is { State: NudgeState.Suppressed, Reason: SuppressionReason.HeldOut };

    private static Tally SessionsAfter(Nudge nudge, DateOnly to, IReadOnlyDictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> pupils)
    {
        if (!pupils.TryGetValue(nudge.Upn, out var pupil))
        {
            return default;
        }

        // Sessions before admission and after leaving are another school's.
        var (admission, leaving) = (pupil.OnRoll.Admission, pupil.OnRoll.Leaving);
        return Tally.Of(pupil.Marks, admission > nudge.FirstDay ? admission : nudge.FirstDay, leaving < to ? leaving : to);
    }
}
