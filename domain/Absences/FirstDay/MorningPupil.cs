namespace AttendanceFunctions.Domain.Absences.FirstDay;

/// <summary>What the morning's registers say about a pupil.</summary>
public enum RegisterSighting
{
    /// <summary>The pupil is not expected this morning: not on roll, or no school.</summary>
    NotExpected,

    /// <summary>The pupil is present, or the reason for the absence is known.</summary>
    Settled,

    /// <summary>Marked N and not marked present since: it is not known where the pupil is.</summary>
    Unseen,

    /// <summary>Expected, but without a mark.</summary>
    Unmarked,
}

/// <summary>A pupil on one morning, by the registers that have arrived so far.</summary>
/// <param name="Record">The pupil's record after the last night, with the marks that arrived since.</param>
public sealed record MorningPupil(Pupil Pupil, AttendanceRecord Record, DateOnly Day, RegisterSighting Sighting)
{
    /// <summary>The pupil's marks of last year and at other schools of the trust; none unless <see cref="MayHaveBegunEarlier"/>.</summary>
    public MarkHistory Earlier { get; init; } = MarkHistory.None;

    /// <summary>Whether the absence reaches back to the first mark at this school this year, so that it may have begun earlier.</summary>
    public bool MayHaveBegunEarlier =>
        (FindAbsence(contactOn: null)?.First ?? FindSpell()?.First) is { } first && !ThisYear.SchoolDaysBackFrom(first.AddDays(-1)).Any();

    private MarkHistory ThisYear => MarkHistory.Of(Record.Marks, Pupil.OnRoll);

    public static MorningPupil Of(School school, Pupil pupil, AttendanceRecord record, DateOnly day)
    {
        var (morning, afternoon) = (record.Marks.At(new(day, HalfDay.AM)), record.Marks.At(new(day, HalfDay.PM)));
        return new(pupil, record, day, SightingOf(school, pupil, morning, afternoon, day));
    }

    /// <summary>The unexplained absence that contains the pupil's newest school day; null if there is none.</summary>
    /// <param name="contactOn">The day of the last recorded contact with the family, which ends an absence; null if there was none.</param>
    public UnexplainedAbsence? FindAbsence(DateOnly? contactOn) => UnexplainedAbsence.Find(ThisYear.And(Earlier), Day, contactOn);

    /// <summary>The unexplained absence of which the adults who work with the pupil are to be told; null if today has none.</summary>
    public AbsenceSpell? FindSpell() =>
        AbsenceSpell.Find(ThisYear.And(Earlier), Day, schoolDays: 1).FirstOrDefault(spell => spell.Last == Day);

    /// <summary>Whether the school must contact the family: the pupil is marked N, and no contact is recorded for today.</summary>
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

    /// <summary>Whether a mark shows that the pupil is at school. U counts as absence in the figures, but the pupil has arrived.</summary>
    private static bool IsThere(Mark mark) => !mark.IsMissing && (mark.Code.IsAttended || mark.IsLate);
}

/// <summary>A school's pupils on one morning: counts, and the pupils who need attention.</summary>
/// <param name="Pupils">
/// Pupils who need attention: marked N, without a mark, absent so long that a home visit is due, or absent without a reason while adults
/// outside the school work with them.
/// </param>
/// <param name="Households">Who stands at each number and address of the school's whole roll.</param>
public sealed record MorningRoll(DateOnly Day, int Expected, int Marked, IReadOnlyList<MorningPupil> Pupils, Households Households)
{
    public static MorningRoll Of(DateOnly day, IReadOnlyCollection<MorningPupil> pupils) => new(
        day, pupils.Count(pupil => pupil.Sighting != RegisterSighting.NotExpected),
        pupils.Count(pupil => pupil.Sighting is RegisterSighting.Settled or RegisterSighting.Unseen),
        [.. pupils.Where(NeedsAttention).OrderBy(pupil => pupil.Pupil.Upn)],
        Households.Of(pupils.Select(pupil => pupil.Pupil).Where(pupil => pupil.OnRoll.Contains(day))));

    /// <summary>Whether the morning's register is missing, or has too few marks to tell who is absent.</summary>
    /// <param name="minimumCoverage">The share of pupils, 0 to 1, that must have a mark.</param>
    public bool IsMissing(decimal minimumCoverage) => Expected > 0 && (Marked == 0 || Marked < minimumCoverage * Expected);

    /// <summary>The pupil, if marked N and not seen since; null otherwise.</summary>
    public MorningPupil? FindUnseen(Upn upn) =>
        Pupils.FirstOrDefault(pupil => pupil.Pupil.Upn == upn && pupil.Sighting == RegisterSighting.Unseen);

    private static bool NeedsAttention(MorningPupil pupil) =>
        pupil.Sighting is RegisterSighting.Unseen or RegisterSighting.Unmarked
        || (OutsideAdults.Of(pupil.Pupil).Any() && pupil.Pupil.OnRoll.Contains(pupil.Day) && pupil.FindSpell() is not null)
        || (pupil.Pupil.OnRoll.Contains(pupil.Day) && pupil.FindAbsence(contactOn: null) is { IsHomeVisitDue: true });
}
