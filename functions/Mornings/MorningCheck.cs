using System.Runtime.ExceptionServices;
using AttendanceFunctions.Functions.Intake;
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
        var begun = trust.Schools.Where(school => school.Calendar.IsSchoolDay(today) && school.Morning.HasBegun(clock)).ToList();
        if (begun.Count > 0)
        {
            await leases.RunAsync(Lease, token => CheckAsync(trust, begun, now, token), cancellationToken);
        }
    }

    private async Task CheckAsync(Trust trust, IReadOnlyList<School> schools, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (read, faults) = (new List<SchoolMorning>(), new List<Exception>());
        foreach (var school in schools)
        {
            try
            {
                var morning = await mornings.ReadAsync(trust, school, now, cancellationToken);
                await texts.PlanAsync(morning, now, cancellationToken);
                read.Add(morning);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A fault in one school's data must not stop the texts of other schools. The tick fails after those texts are queued.
                faults.Add(fault);
                LogNotChecked(school.Id);
            }
        }

        var queued = await texts.ReleaseAsync(read, now, cancellationToken);
        var missing = new List<SchoolMorning>();
        foreach (var morning in read)
        {
            var sent = (await texts.ReadAsync(morning, cancellationToken)).Select(row => row.Value);
            var rows = new MorningRows(morning, sent, trust.MinimumCoverage);
            await list.WriteAsync(morning.School, morning.Day, rows.All(), cancellationToken);
            if (rows.LacksRegister)
            {
                missing.Add(morning);
                LogNoRegister(morning.School.Id, morning.Roll.Marked, morning.Roll.Expected);
            }
        }

        await list.WriteAsync(London.DateAt(now), missing, cancellationToken);
        LogChecked(read.Count, queued, missing.Count);
        if (faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Schools} schools' mornings checked: {Texts} texts queued, {Missing} schools without a register.")]
    private partial void LogChecked(int schools, int texts, int missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: its morning could not be checked.")]
    private partial void LogNotChecked(SchoolId school);

    // Logged at every tick while it is true, because an alert reads it.
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "School {School}: no register of this morning by its latest time; {Known} of {Expected} pupils are in it.")]
    private partial void LogNoRegister(SchoolId school, int known, int expected);
}
