using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Messages.Wording;

/// <summary>A child as a message speaks of it: first name and time, and never a code, a reason, a rate or another child.</summary>
/// <param name="FirstName">The first name in use.</param>
/// <param name="School">The school's name.</param>
/// <param name="Phone">The school's number.</param>
/// <param name="HasSpecialNeeds">Whether the child has SEN support or a plan.</param>
/// <param name="Period">The days that the message speaks of.</param>
/// <param name="Sessions">The child's sessions in them, as far as they are known and the child was on roll.</param>
/// <param name="LearningHoursPerDay">Hours of learning in a school day, as the policy counts them.</param>
public sealed record Child(
    string FirstName, string School, string Phone, bool HasSpecialNeeds, MessagePeriod Period, Tally Sessions, decimal LearningHoursPerDay)
{
    /// <summary>What was missed in that time.</summary>
    public TimeLost Lost => new(Sessions.Absent, LearningHoursPerDay);

    /// <summary>The time in school, told as time lost is.</summary>
    public TimeLost InSchool => new(Sessions.Attended, LearningHoursPerDay);

    /// <summary>The time in which the child could have been in school.</summary>
    public TimeLost Possible => new(Sessions.Possible, LearningHoursPerDay);

    /// <summary>A child as a message of a kind speaks of it, the same on each of the days on which it may leave.</summary>
    /// <param name="rule">The kind of message.</param>
    /// <param name="school">The child's school.</param>
    /// <param name="firstDay">The first day on which the message may leave, a school day.</param>
    /// <param name="pupil">The pupil.</param>
    /// <param name="record">The pupil's record of that school year.</param>
    public static Child Of(MessageKind rule, School school, DateOnly firstDay, Pupil pupil, AttendanceRecord record)
    {
        var span = MessagePeriod.Of(rule, school.Calendar, firstDay);
        DateOnly[] from = [span.From, pupil.OnRoll.Admission];
        // A mark of a later day is not in tonight's reading either: message, worklist and summary say the same.
        DateOnly[] to = [span.To, pupil.OnRoll.Leaving, record.Night];
        return new(
            pupil.PreferredName, school.Name, school.Phone, pupil.Characteristics.Sen != Sen.None, span,
            Tally.Of(record.Marks, from.Max(), to.Min()), school.Policy.FullYear.LearningHoursPerDay);
    }
}
