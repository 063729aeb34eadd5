using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Works out one school's night: takes in its files, reads every pupil's attendance and stage, plans nudges and writes it
/// all down. It may be called twice, at the same time, or die anywhere: what is written says how far it came, the row in
/// SchoolNights is written last, and repeating it writes only what is not as it should be.
/// </summary>
public sealed partial class SchoolNightRun(
    TrustSettings settings, DecisionIntake decisions, RosterIntake rosters, RegisterIntake registers, IntakeLedger intake, AttendanceTable attendance,
    EarlierMarks earlier, CaseRun cases, NudgeLedger nudges, UnusableAddressTable contacts, NightLetters letters, SchoolNightTable nights, Worklist worklist, SummaryPages pages, FailureRecord failures,
    Leases leases,
    ILogger<SchoolNightRun> log)
{
    /// <summary>The lease under which a school's night is worked out.</summary>
    public static string LeaseOf(SchoolId school) => $"school-night-{school}";

    /// <exception cref="UnworkableMessageException">The trust has no such school.</exception>
    /// <exception cref="LeaseHeldException">The school's night is being worked out elsewhere; the message must come back.</exception>
    /// <exception cref="Azure.RequestFailedException">A row was written by another run meanwhile (412, 409), or storage failed: repeat.</exception>
    public async Task RunAsync(SchoolNightMessage message, CancellationToken cancellationToken)
    {
        var trust = await settings.ReadAsync(cancellationToken);
        if (!trust.TryFind(message.School, out var school))
        {
            throw new UnworkableMessageException($"settings/trust.json has no school {message.School}");
        }

        await leases.RunAsync(LeaseOf(school.Id), token => WorkOutAsync(trust, school, message.Night, token), cancellationToken);
        // A night that is done makes good what an earlier attempt at it, or at a night before, gave up.
        await failures.CloseAsync(Queues.SchoolNights, body => SchoolNightMessage.IsDoneWith(body, school.Id, message.Night), cancellationToken);
    }

    private async Task WorkOutAsync(Trust trust, School school, DateOnly night, CancellationToken cancellationToken)
    {
        if (await nights.IsSupersededAsync(night, school.Id, cancellationToken))
        {
            // A message that came back after days: a later night has taken in the same files already.
            LogSuperseded(school.Id);
            return;
        }

        await decisions.ApplyAsync(school, night, cancellationToken);
        var year = AcademicYear.Of(night);
        var known = await intake.ReadAsync(school.Id.ToString(), cancellationToken);
        var roster = await rosters.TakeAsync(school.Id, night, trust.MinimumCoverage, known, cancellationToken);
        var before = await attendance.ReadAsync(school.Id, year, cancellationToken);
        var taken = await registers.TakeAsync(trust, school, night, roster, [.. before.Values.Select(row => row.Value)], known, cancellationToken);

        var marked = await earlier.FindAsync(trust, school, night, Mark(night, roster, before, taken.Statements), cancellationToken);
        var standing = await cases.RunAsync(trust, school, night, [.. marked.Where(pupil => pupil.Pupil.OnRoll.Contains(night))], cancellationToken);
        var pupils = marked.Select(pupil => Read(trust, school, night, pupil, standing)).ToList();
        await attendance.WriteAsync(school.Id, year, before, pupils.Select(pupil => pupil.Record), cancellationToken);
        var onRoll = pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night)).ToList();
        var unusable = await contacts.ReadAsync(school.Id, cancellationToken);
        var ledger = await PlanAsync(trust, school, night, onRoll, unusable, cancellationToken);
        await intake.WriteAsync(school.Id.ToString(), known, taken.Entries, cancellationToken);

        var tonight = known.Values.Concat(roster.Entries).Concat(taken.Entries)
            .GroupBy(entry => entry.Name, (_, versions) => versions.Last()).Where(entry => entry.Night == night).ToList();
        var written = await letters.WriteAsync(trust, school, night, onRoll, cancellationToken);
        // A duty to tell a social worker today comes before a home visit; both stand in front of all others.
        var rows = new CaseRows(school, night, written).Of(onRoll)
            .Concat(AbsenceRows.Of(school, night, onRoll))
            .Concat(new MessageRows(trust, school, night, await settings.ReadMessagesAsync(cancellationToken)).Of(onRoll, ledger))
            .Concat(ContactRows.Of(school, onRoll, unusable));
        await worklist.WriteAsync(school, night, onRoll, tonight, rows, [.. CelebrationSheets.Of(school, night, onRoll), .. PatternSheet.Of(school, night, onRoll)], cancellationToken);
        var silent = MissingRegisters.DaysOf(trust, school, night, onRoll);
        var found = new NightFindings(written.Letters.Count, silent, unusable.Of(onRoll.Select(pupil => pupil.Pupil)));
        var summary = NightSummary.Of(trust, school, night, onRoll, ledger, tonight, found);
        await pages.WriteSchoolAsync(trust, school, summary, onRoll, cancellationToken);
        await nights.WriteAsync(summary with { HoldOut = HoldOutSums.After(school, night, ledger, MarksOf(before, pupils)) }, cancellationToken);
        LogDone(school.Id, onRoll.Count, taken.Entries.Count);
        LogSilence(school.Id, silent);
    }

    private static List<PupilOnRoll> Mark(
        DateOnly night, SchoolRoster roster, IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>> before, IReadOnlyList<MarkStatement> statements)
    {
        var stated = statements.ToLookup(statement => statement.Upn, statement => statement.Stated);
        return [.. roster.Pupils.Values.OrderBy(pupil => pupil.Upn).Select(pupil =>
        {
            var record = before.TryGetValue(pupil.Upn, out var row) ? row.Value : AttendanceRecord.Empty(pupil.Upn, AcademicYear.Of(night));
            return new PupilOnRoll(pupil, record, record.Marks.With(stated[pupil.Upn]), record.Late.With(record.Marks.Year, stated[pupil.Upn]));
        })];
    }

    private static PupilNight Read(Trust trust, School school, DateOnly night, PupilOnRoll marked, IReadOnlyDictionary<Upn, Case> standing)
    {
        var (pupil, record, marks, late) = marked;
        // Sessions before admission and after leaving are another school's (DfE: from each pupil's admission date).
        var last = pupil.OnRoll.Leaving < night ? pupil.OnRoll.Leaving : night;
        var current = standing.GetValueOrDefault(pupil.Upn) ?? new Case(pupil.Upn, school.Policy.Id);
        var reading = school.Policy.StatusOf(Tally.Of(marks, pupil.OnRoll.Admission, last), trust.MinimumPossibleSessions, current.Stage);
        return new(pupil, record.After(night, marks, reading) with { Late = late, Elsewhere = string.Join(' ', marked.Elsewhere) }, reading, current) { Earlier = marked.Earlier };
    }

    private async Task<IReadOnlyCollection<Nudge>> PlanAsync(
        Trust trust, School school, DateOnly night, List<PupilNight> onRoll, UnusableAddresses unusable, CancellationToken cancellationToken)
    {
        var inLedger = await nudges.ReadAsync(school.Id, AcademicYear.Of(night), cancellationToken);
        var ofPupil = inLedger.Select(row => row.Value).ToLookup(nudge => nudge.Upn);
        var planner = new NudgePlanner(trust, school, night, unusable.Of(onRoll.Select(pupil => pupil.Pupil))) { Shared = SharedAddresses.Of(onRoll.Select(pupil => pupil.Pupil)) };
        var plan = onRoll.SelectMany(pupil => planner.Plan(new(new(pupil.Pupil, pupil.Record, pupil.Case), pupil.Status, pupil.CaseNews, [.. ofPupil[pupil.Pupil.Upn]]))).ToList();
        return await nudges.PlanAsync(new(night, inLedger, plan), cancellationToken);
    }

    /// <summary>The year of everybody who was a pupil in it: who left during a term attended until then.</summary>
    private static Dictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> MarksOf(IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>> before, List<PupilNight> pupils)
    {
        var marks = before.Values.ToDictionary(row => row.Value.Upn, row => (row.Value.Marks, OnRoll.Always));
        foreach (var (pupil, record, _, _) in pupils)
        {
            marks[pupil.Upn] = (record.Marks, pupil.OnRoll);
        }

        return marks;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: {Pupils} pupils read, {Files} files taken in.")]
    private partial void LogDone(SchoolId school, int pupils, int files);

    // Said every night, for the last word of a night counts: an alert reads it in the morning.
    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: {Days} school days without registers.")]
    private partial void LogSilence(SchoolId school, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: a later night is done already; this message is dropped.")]
    private partial void LogSuperseded(SchoolId school);
}
