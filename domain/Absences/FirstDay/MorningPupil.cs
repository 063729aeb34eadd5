namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>What the morning's registers say of a pupil.</summary>
public enum RegisterSighting
{
    /// <summary>Nobody expects the pupil this morning: not on roll, or no school.</summary>
    NotExpected,

    /// <summary>The pupil is there, or the reason for the absence is known.</summary>
    Settled,

    /// <summary>Marked N and not seen since: nobody knows where the pupil is.</summary>
    Unseen,

    /// <summary>Expected, and without a mark.</summary>
    Unmarked,
}

/// <summary>A pupil on a morning, as far as registers have arrived.</summary>
/// <param name="Record">The pupil's record after the last night, with the marks that arrived since.</param>
public sealed record MorningPupil(Pupil Pupil, AttendanceRecord Record, DateOnly Day, RegisterSighting Sighting)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust; none unless <see cref="MayHaveBegunEarlier"/>.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>Whether the absence reaches back to the first mark at this school this year, so that it may be older.</summary>
    public bool MayHaveBegunEarlier =>
        FindAbsence(contactOn: null) is { } absence && !ThisYear.SchoolDaysBackFrom(absence.First.AddDays(-1)).Any();

    private MarkHistory ThisYear => MarkHistory.Of(Record.Marks, Pupil.OnRoll);

    /// <summary>The pupil on a morning.</summary>
    public static MorningPupil Of(School school, Pupil pupil, AttendanceRecord record, DateOnly day)
    {
        var (morning, afternoon) = (record.Marks.At(new(day, HalfDay.AM)), record.Marks.At(new(day, HalfDay.PM)));
        return new(pupil, record, day, SightingOf(school, pupil, morning, afternoon, day));
    }

    /// <summary>The unexplained absence that contains the pupil's newest school day; null if there is none.</summary>
    /// <param name="contactOn">The day of the last recorded contact with the family, which ends an absence; null if there was none.</param>
    public UnexplainedAbsence? FindAbsence(DateOnly? contactOn) => UnexplainedAbsence.Find(ThisYear.And(Earlier), Day, contactOn);

    /// <summary>Whether the family must be asked: the pupil was not seen, and nobody spoke with the family today.</summary>
    /// <param name="contactOn">The day of the last recorded contact with the family; null if there was none.</param>
    public bool IsToAsk(DateOnly? contactOn) => Sighting == RegisterSighting.Unseen && !(contactOn >= Day);

    private static RegisterSighting SightingOf(School school, Pupil pupil, Mark morning, Mark afternoon, DateOnly day) =>
        !school.IsOpen(new(day, HalfDay.AM), pupil.YearGroup) || !pupil.OnRoll.Contains(day) ? RegisterSighting.NotExpected
        : IsThere(afternoon) ? RegisterSighting.Settled
        : morning.IsMissing ? RegisterSighting.Unmarked
        // Every other code is a reason (domain 1); N says that there is none yet.
        : morning.Code.Text == "N" ? RegisterSighting.Unseen
        : morning.Code.IsPossible ? RegisterSighting.Settled
        : RegisterSighting.NotExpected;

    /// <summary>Whether a mark says that the pupil came. U counts as absence in the figures, but the child is at school.</summary>
    private static bool IsThere(Mark mark) => !mark.IsMissing && (mark.Code.IsAttended || mark.IsLate);
}
