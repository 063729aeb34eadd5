using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>A school's morning at a tick.</summary>
/// <param name="School">The school.</param>
/// <param name="Roll">What there is to see to.</param>
/// <param name="ContactOn">The day of the last recorded contact with a pupil's family, where there was one.</param>
/// <param name="Unusable">Numbers of the pupils' contacts that cannot be reached.</param>
/// <param name="Time">What time it is in London.</param>
public sealed record SchoolMorning(
    School School, MorningRoll Roll, IReadOnlyDictionary<Upn, DateOnly> ContactOn, IReadOnlySet<Address> Unusable, TimeOnly Time)
{
    public DateOnly Day => Roll.Day;

    public FirstDayTexts Texts { get; } = new(School, Roll.Day, Unusable, Roll.Shared);

    /// <summary>The pupils after whom somebody must ask.</summary>
    public IEnumerable<MorningPupil> ToAsk => Roll.Pupils.Where(pupil => pupil.IsToAsk(ContactOf(pupil)));

    public bool MayText => School.Morning.Contains(Time);

    public bool IsOver => School.Morning.IsOver(Time);

    /// <summary>The day of the last recorded contact with a pupil's family; null if there was none.</summary>
    public DateOnly? ContactOf(MorningPupil pupil) => ContactOn.TryGetValue(pupil.Pupil.Upn, out var day) ? day : null;
}
