using System.Diagnostics.CodeAnalysis;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>A pupil on a morning, as far as registers have come in.</summary>
/// <param name="Pupil">The pupil.</param>
/// <param name="Record">What the last night read, with the marks that came in since.</param>
/// <param name="Day">The day.</param>
/// <param name="Sight">What its registers say.</param>
public sealed record MorningPupil(Pupil Pupil, AttendanceRecord Record, DateOnly Day, RegisterSighting Sight)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust; none unless <see cref="MayHaveBegunEarlier"/>.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>Whether nobody knows why the pupil has been away since the first day of which this school has a mark this year: the absence may be older.</summary>
    public bool MayHaveBegunEarlier =>
        TryFindAbsence(DateOnly.MinValue, out var absence) && !ThisYear.SchoolDaysBackFrom(absence.First.AddDays(-1)).Any();

    private MarkHistory ThisYear => MarkHistory.Of(Record.Marks, Pupil.OnRoll);

    /// <param name="school">The pupil's school.</param>
    /// <param name="pupil">The pupil.</param>
    /// <param name="record">The record with this morning's marks.</param>
    /// <param name="day">The day.</param>
    public static MorningPupil Of(School school, Pupil pupil, AttendanceRecord record, DateOnly day) =>
        new(pupil, record, day, SightOf(school, pupil, record.Marks.At(new(day, HalfDay.AM)), record.Marks.At(new(day, HalfDay.PM)), day));

    /// <summary>The absence that the pupil's newest school day belongs to and of which nobody knows why, since the last contact with the family.</summary>
    /// <param name="contactOn">The day of the last recorded contact; <see cref="DateOnly.MinValue"/> if there was none.</param>
    /// <param name="absence">The absence.</param>
    public bool TryFindAbsence(DateOnly contactOn, [NotNullWhen(true)] out UnexplainedAbsence? absence) =>
        UnexplainedAbsence.TryFind(ThisYear.And(Earlier), Day, contactOn, out absence);

    /// <summary>Whether somebody must be asked: not seen, and nobody spoke with the family today.</summary>
    public bool IsToAsk(DateOnly contactOn) => Sight == RegisterSighting.Unseen && contactOn < Day;

    private static RegisterSighting SightOf(School school, Pupil pupil, Mark morning, Mark afternoon, DateOnly day) =>
        !school.IsOpen(new(day, HalfDay.AM), pupil.YearGroup) || !pupil.OnRoll.Contains(day) ? RegisterSighting.NotExpected
        : IsThere(afternoon) ? RegisterSighting.Settled
        : morning.IsMissing ? RegisterSighting.Unmarked
        // A code is the reason (domain 1): of N alone the register says that there is none yet.
        : morning.Code.Text == "N" ? RegisterSighting.Unseen
        : morning.Code.IsPossible ? RegisterSighting.Settled
        : RegisterSighting.NotExpected;

    /// <summary>Whether a mark says that the pupil came: U is an absence in the figures, and a child who stands in the office.</summary>
    private static bool IsThere(Mark mark) => !mark.IsMissing && (mark.Code.IsAttended || mark.IsLate);
}
