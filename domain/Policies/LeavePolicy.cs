namespace AttendanceFunctions.Domain.Policies;

/// <summary>What a policy's document says of leave of absence in term time. People decide; the product shows what is so.</summary>
/// <param name="Below">Attendance below which leave is most unlikely to be given (D2 section 9); null where the document has no
/// number.</param>
/// <param name="RefusesTruancy">Whether leave is refused where truancy is known (D2 section 9).</param>
/// <param name="RefusesRegular">Whether leave is refused that is regular or follows a pattern (D2 section 9).</param>
/// <param name="RefusesHolidays">Whether no holiday in term time is authorised (D4).</param>
public sealed record LeavePolicy(Percentage? Below, bool RefusesTruancy, bool RefusesRegular, bool RefusesHolidays)
{
    /// <summary>For a policy that says nothing of leave.</summary>
    public static LeavePolicy None { get; } = new(null, false, false, false);

    internal static LeavePolicy Read(SettingsSection section) => new(
        section.Has("below") ? section.Percentage("below") : null, section.Flag("refusesTruancy", fallback: false),
        section.Flag("refusesRegular", fallback: false), section.Flag("refusesHolidays", fallback: false));
}
