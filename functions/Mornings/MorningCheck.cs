using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Operations;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// The morning of a school day. Some minutes after a school's registers close, families of pupils marked N get a text that asks why,
/// and the school's list names those whom a person must call. All data is read from storage at each tick, so the result does not depend
/// on how often or when it runs, and late registers are included.
/// </summary>
public sealed partial class MorningCheck(
    TrustSettings settings, SchoolMornings mornings, FirstDayRelease texts, MorningList list, Leases leases, TimeProvider time,
    ILogger<MorningCheck> log)
{
    /// <summary>The lease under which mornings are checked.</summary>
    public const string Lease = "check-morning";

    /// <summary>Checks every school whose morning has begun.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var trust = await settings.ReadAsync(cancellationToken);
        var (today, clock) = (London.DateAt(now), London.TimeAt(now));
        var begun = trust.Schools.Where(
            school => school.Calendar.IsSchoolDay(today) && school.IsLive(today) && school.Morning.HasBegun(clock)).ToList();
        if (begun.Count > 0)
        {
            await leases.RunAsync(Lease, token => CheckAsync(trust, begun, now, token), cancellationToken);
        }
    }

    private async Task CheckAsync(Trust trust, IReadOnlyList<School> schools, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (read, missing, faults) = (new List<SchoolMorning>(), new List<SchoolMorning>(), new SchoolFaults(LogNotChecked));
        foreach (var school in schools)
        {
            await faults.TryAsync(school.Id, async () =>
            {
                var morning = await mornings.ReadAsync(trust, school, now, cancellationToken);
                await texts.PlanAsync(morning, now, cancellationToken);
                read.Add(morning);
            });
        }

        var queued = await texts.ReleaseAsync(read, now, faults, cancellationToken);
        foreach (var morning in read)
        {
            await faults.TryAsync(morning.School.Id, async () =>
            {
                if (await WriteListAsync(trust, morning, cancellationToken))
                {
                    missing.Add(morning);
                }
            });
        }

        await list.WriteAsync(London.DateAt(now), missing, cancellationToken);
        LogChecked(read.Count, queued, missing.Count);
        faults.ThrowIfAny();
    }

    /// <summary>Writes a school's list.</summary>
    /// <returns>Whether the school's register is missing.</returns>
    private async Task<bool> WriteListAsync(Trust trust, SchoolMorning morning, CancellationToken cancellationToken)
    {
        var sent = (await texts.ReadAsync(morning, cancellationToken)).Select(row => row.Value);
        var rows = new MorningRows(morning, sent, trust.MinimumCoverage);
        await list.WriteAsync(morning.School, morning.Day, rows.All(), cancellationToken);
        if (rows.LacksRegister)
        {
            LogNoRegister(morning.School.Id, morning.Roll.Marked, morning.Roll.Expected);
        }

        return rows.LacksRegister;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Schools} schools' mornings checked: {Texts} texts queued, {Missing} schools without a register.")]
    private partial void LogChecked(int schools, int texts, int missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: its morning could not be checked: {Fault}.")]
    private partial void LogNotChecked(SchoolId school, string fault);

    // Logged at every tick while it is true, because an alert reads it.
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "School {School}: no register of this morning by its latest time; {Known} of {Expected} pupils are in it.")]
    private partial void LogNoRegister(SchoolId school, int known, int expected);
}
