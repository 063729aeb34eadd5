using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Domain.Messages;

/// <summary>A child as a message speaks of it: first name and time, and never a code, a reason, a rate or another child.</summary>
/// <param name="FirstName">The first name in use.</param>
/// <param name="School">The school's name.</param>
/// <param name="Phone">The school's number.</param>
/// <param name="HasSpecialNeeds">Whether the child has SEN support or a plan.</param>
/// <param name="Sessions">The sessions of the time that the message speaks of (<see cref="MessageSpan"/>).</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day, as the policy counts them.</param>
public sealed record Child(string FirstName, string School, string Phone, bool HasSpecialNeeds, Tally Sessions, decimal LearningHoursPerDay)
{
    /// <summary>What was missed in that time.</summary>
    public TimeLost Lost => new(Sessions.Absent, LearningHoursPerDay);
}
