using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Wording;

namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>
/// The sums of one term, from which the effect of nudges is measured: the sessions of pupils whose parents were to get a nudge of
/// concern, and of pupils in the hold-out, each from the day on which the nudge could have left to the end of the term.
/// </summary>
/// <param name="Nudged">Pupils whose nudge was planned, whether or not it was sent.</param>
/// <param name="WrittenTo">The nudged pupils to whose parents a nudge of that term was sent, as far as is known.</param>
public sealed record HoldOutSums(DateOnly From, DateOnly To, GroupSums Nudged, GroupSums HeldOut, int WrittenTo)
{
    /// <summary>The sums of the term that ends with a night.</summary>
    /// <param name="pupils">The marks of the year, and the days on roll, of the pupils whom the rows are about.</param>
    /// <returns>The sums; null before the term's last night, and where the policy has no hold-out.</returns>
    public static HoldOutSums? After(
        School school, DateOnly night, IReadOnlyCollection<Nudge> ledger,
        IReadOnlyDictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> pupils)
    {
        if (EndedTerm(school.Calendar, night) is not { } term)
        {
            return null;
        }

        var ofTerm = ledger.Where(nudge => IsInEither(nudge) && term.From <= nudge.FirstDay && nudge.FirstDay <= term.To).ToList();
        if (school.Policy.HoldOutPercent == 0 && !ofTerm.Any(IsHeldOut))
        {
            return null;
        }

        // Each pupil is counted once, by the first row of the term: its sessions include those after a second row.
        var first = ofTerm.GroupBy(nudge => nudge.Upn, (_, rows) => rows.OrderBy(nudge => nudge.FirstDay).ThenBy(IsHeldOut).First())
            .ToLookup(IsHeldOut);
        var written = ofTerm.Where(nudge => nudge.State.MayHaveLeft()).Select(nudge => nudge.Upn).ToHashSet();
        return new(
            term.From, term.To, GroupSums.Of(first[false].Select(nudge => SessionsAfter(nudge, term.To, pupils))),
            GroupSums.Of(first[true].Select(nudge => SessionsAfter(nudge, term.To, pupils))),
            first[false].Count(nudge => written.Contains(nudge.Upn) && SessionsAfter(nudge, term.To, pupils).Possible > 0));
    }

    /// <summary>Two schools of a trust together; the terms are the trust's, so they are the same.</summary>
    public HoldOutSums And(HoldOutSums other) =>
        new(From, To, Nudged.And(other.Nudged), HeldOut.And(other.HeldOut), WrittenTo + other.WrittenTo);

    /// <summary>The term that has no school day left after a night; null before its last school day, and in holidays.</summary>
    public static MessagePeriod? EndedTerm(SchoolCalendar calendar, DateOnly night) =>
        // The same term as in the termly summary to parents.
        MessagePeriod.Of(MessageKind.TermlySummary, calendar, night) is { } term && !(calendar.NextSchoolDay(night) <= term.To)
            ? term
            : null;

    /// <summary>Whether a row is in either group. All planned nudges of concern count, sent or not, to match the hold-out.</summary>
    private static bool IsInEither(Nudge nudge) => nudge.Kind.IsOfConcern() && (IsHeldOut(nudge) || nudge.Channel != Channel.None);

    private static bool IsHeldOut(Nudge nudge) => nudge is { State: NudgeState.Suppressed, Reason: SuppressionReason.HeldOut };

    private static Tally SessionsAfter(Nudge nudge, DateOnly to, IReadOnlyDictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> pupils)
    {
        if (!pupils.TryGetValue(nudge.Upn, out var pupil))
        {
            return default;
        }

        var (first, last) = pupil.OnRoll.Within(nudge.FirstDay, to);
        return Tally.Of(pupil.Marks, first, last);
    }
}

/// <summary>
/// The sums over a group of pupils that a comparison needs. They can be added over schools, so that no pupil's row has to leave
/// the school. For each pupil, a is the number of sessions attended and p of possible sessions.
/// </summary>
/// <param name="Pupils">Pupils with a possible session, n.</param>
/// <param name="Attended">Sessions that they attended, Σa.</param>
/// <param name="Possible">Their possible sessions, Σp.</param>
/// <param name="AttendedSquared">Σa².</param>
/// <param name="AttendedTimesPossible">Σap.</param>
/// <param name="PossibleSquared">Σp².</param>
/// <param name="WithoutSessions">Further pupils of the group, who had no possible session and are in none of the sums.</param>
public sealed record GroupSums(
    int Pupils, long Attended, long Possible, long AttendedSquared, long AttendedTimesPossible, long PossibleSquared, int WithoutSessions)
{
    public static GroupSums Nobody { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static GroupSums Of(IEnumerable<Tally> pupils) => pupils.Aggregate(Nobody, (sums, pupil) => sums.And(Of(pupil)));

    public GroupSums And(GroupSums other) => new(
        Pupils + other.Pupils, Attended + other.Attended, Possible + other.Possible, AttendedSquared + other.AttendedSquared,
        AttendedTimesPossible + other.AttendedTimesPossible, PossibleSquared + other.PossibleSquared,
        WithoutSessions + other.WithoutSessions);

    private static GroupSums Of(Tally pupil)
    {
        var (a, p) = ((long)pupil.Attended, (long)pupil.Possible);
        return p == 0 ? Nobody with { WithoutSessions = 1 } : new(1, a, p, a * a, a * p, p * p, 0);
    }
}
