using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What waits for people after a night, and what the night wrote.</summary>
/// <param name="Reviews">Steps whose time is up, so that people have to decide how it goes on.</param>
/// <param name="ReviewsOverdue">Those of them that wait since before the last five school days.</param>
/// <param name="Proposals">Other proposals that wait for a decision.</param>
/// <param name="ProposalsOverdue">Those of them that wait since before the last five school days.</param>
/// <param name="Duties">Duties that nobody has said are done.</param>
/// <param name="DutiesOverdue">Those of them whose day is over.</param>
/// <param name="Letters">Letters that the night wrote.</param>
public sealed record WorkCounts(int Reviews, int ReviewsOverdue, int Proposals, int ProposalsOverdue, int Duties, int DutiesOverdue, int Letters)
{
    /// <summary>School days in which a decision is awaited before it is overdue.</summary>
    public const int SchoolDays = 5;

    public static WorkCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts what waits in the cases of a school's pupils.</summary>
    /// <param name="calendar">The school's calendar.</param>
    /// <param name="night">The night.</param>
    /// <param name="pupils">Its pupils on roll.</param>
    /// <param name="letters">Letters that the night wrote.</param>
    public static WorkCounts Of(SchoolCalendar calendar, DateOnly night, IReadOnlyCollection<CountedPupil> pupils, int letters)
    {
        var recent = calendar.SchoolDaysBackFrom(night).Take(SchoolDays).LastOrDefault(night);
        // What a person has decided and the next school day carries out waits for nobody.
        var open = pupils.Select(pupil => pupil.Case)
            .Where(current => current.Proposal.IsOpen && !current.Decided.Any(decision => decision.Key == current.Proposal.Key))
            .Select(current => current.Proposal)
            .ToLookup(proposal => proposal.IsReview);
        var duties = pupils.SelectMany(pupil => pupil.Case.Duties.Where(duty => !pupil.Case.Decided.Any(decision => decision.Key == duty.Key))).ToList();
        return new(
            open[true].Count(), open[true].Count(review => review.On < recent),
            open[false].Count(), open[false].Count(proposal => proposal.On < recent),
            duties.Count, duties.Count(duty => duty.Due < night), letters);
    }

    public WorkCounts And(WorkCounts other) => new(
        Reviews + other.Reviews, ReviewsOverdue + other.ReviewsOverdue, Proposals + other.Proposals, ProposalsOverdue + other.ProposalsOverdue,
        Duties + other.Duties, DutiesOverdue + other.DutiesOverdue, Letters + other.Letters);
}
