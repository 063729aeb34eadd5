using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>A school in the trust's review.</summary>
/// <param name="Counts">How far it has answered the review of its own policy this term.</param>
/// <param name="LastOn">The day of its newest answer of the term; null if there is none.</param>
/// <param name="HasTraining">Whether its policy asks it about the training of staff.</param>
/// <param name="OwnTraining">What it answered about that this school year; null if it did not.</param>
/// <param name="Training">What the trust wrote down about it this school year; null if nothing.</param>
/// <param name="Key">The key by which the trust writes it down.</param>
/// <param name="WithoutJointApproach">
/// Severely absent pupils without a joint approach after the last night; null if the night is not done.
/// </param>
public sealed record SchoolInReview(
    School School, ReviewCounts Counts, DateOnly? LastOn, bool HasTraining, ReviewAnswer? OwnTraining, ReviewAnswer? Training,
    OpaqueKey Key, int? WithoutJointApproach)
{
    /// <summary>Whether staff are trained, in whole or in part, by what the trust wrote down or else by the school's own answer.</summary>
    public bool IsTrained => (Training ?? OwnTraining)?.State is ReviewState.InPlace or ReviewState.InPart;
}
