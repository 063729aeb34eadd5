using System.Runtime.ExceptionServices;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// The morning of a school day: from the grace after its registers close a school asks the families of pupils who are marked N, and its
/// list says whom a person must call. Everything is asked of storage each time, so a tick that never came, came twice or died half-way
/// changes nothing in the end, and a register that comes late is caught up with.
/// </summary>
public sealed partial class MorningCheck(
    TrustSettings settings, MorningMarks marks, FamilyContacts family, UnusableAddressTable contacts, FirstDayRelease texts, NudgeSweep sweep, MorningList list,
    Leases leases, TimeProvider time, ILogger<MorningCheck> log)
{
    /// <summary>The lease under which mornings are checked.</summary>
    public const string Lease = "check-morning";

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
        var (mornings, faults) = (new List<SchoolMorning>(), new List<Exception>());
        foreach (var school in schools)
        {
            try
            {
                var morning = await ReadAsync(trust, school, now, cancellationToken);
                await texts.PlanAsync(morning, now, cancellationToken);
                await sweep.RunAsync(school.Id, now, cancellationToken);
                mornings.Add(morning);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // What is wrong with one school's rows keeps no question about a child of another back. The tick fails when they are asked.
                faults.Add(fault);
                LogNotChecked(school.Id);
            }
        }

        var queued = await texts.ReleaseAsync(mornings, now, cancellationToken);
        var missing = new List<SchoolMorning>();
        foreach (var morning in mornings)
        {
            var rows = new MorningRows(morning, (await texts.ReadAsync(morning, cancellationToken)).Select(row => row.Value), trust.MinimumCoverage);
            await list.WriteAsync(morning.School, morning.Day, rows.All(), cancellationToken);
            if (rows.LacksRegister)
            {
                missing.Add(morning);
                LogNoRegister(morning.School.Id, morning.Roll.Marked, morning.Roll.Expected);
            }
        }

        await list.WriteAsync(London.DateAt(now), missing, cancellationToken);
        LogChecked(mornings.Count, queued, missing.Count);
        if (faults.Count > 0)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }
    }

    private async Task<SchoolMorning> ReadAsync(Trust trust, School school, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var roll = await marks.ReadAsync(trust, school, today, cancellationToken);
        return new(
            school, roll,
            roll.Pupils.Count > 0 ? await family.ReadAsync(school.Id, today, cancellationToken) : new Dictionary<Upn, DateOnly>(),
            (await contacts.ReadAsync(school.Id, cancellationToken)).Of(roll.Pupils.Select(pupil => pupil.Pupil)), London.TimeAt(now));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Schools} schools' mornings checked: {Texts} texts queued, {Missing} schools without a register.")]
    private partial void LogChecked(int schools, int texts, int missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: its morning could not be checked.")]
    private partial void LogNotChecked(SchoolId school);

    // Said at every tick while it is so: an alert reads it.
    [LoggerMessage(Level = LogLevel.Warning, Message = "School {School}: no register of this morning by its latest time, but for {Known} of {Expected} pupils.")]
    private partial void LogNoRegister(SchoolId school, int known, int expected);
}
