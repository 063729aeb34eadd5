using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Handles a message of the queue school-nights. A message may be delivered twice, even at the same time, and its run may die at any
/// point: a school's nights run one at a time, and repeating a night writes only what is missing or different.
/// </summary>
public sealed partial class SchoolNightRun(
    TrustSettings settings, NightIntake intake, SharedUpns sharedUpns, NightPupils pupils, NightMessages messages,
    NightDocuments documents, ReviewSheet reviews, NightResults results, SchoolNightTable nights, FailureRecord failures, Leases leases,
    ILogger<SchoolNightRun> log)
{
    /// <summary>The lease under which a school's night runs.</summary>
    public static string LeaseOf(SchoolId school) => $"school-night-{school}";

    /// <summary>Runs the night of the message, and closes the failures of earlier attempts at it.</summary>
    /// <exception cref="UnworkableMessageException">The settings have no such school.</exception>
    /// <exception cref="LeaseHeldException">Another run has the school's lease; the message must be retried.</exception>
    /// <exception cref="Azure.RequestFailedException">Another run wrote a row meanwhile (412, 409), or storage failed; repeat.</exception>
    public async Task RunAsync(SchoolNightMessage message, CancellationToken cancellationToken)
    {
        var trust = await settings.ReadAsync(cancellationToken);
        if (!trust.TryFind(message.School, out var school))
        {
            throw new UnworkableMessageException($"settings/trust.json has no school {message.School}");
        }

        await leases.RunAsync(LeaseOf(school.Id), token => WorkOutAsync(trust, school, message.Night, token), cancellationToken);
        await failures.CloseAsync(
            Queues.SchoolNights, body => SchoolNightMessage.IsDoneWith(body, school.Id, message.Night), cancellationToken);
    }

    /// <summary>Runs a night unless a later one is done. Its row is written last: a night without a row is repeated.</summary>
    private async Task WorkOutAsync(Trust trust, School school, DateOnly night, CancellationToken cancellationToken)
    {
        if (await nights.IsSupersededAsync(night, school.Id, cancellationToken))
        {
            // The message was delayed for days: the later night has read the same files.
            LogSuperseded(school.Id);
            return;
        }

        var files = await intake.TakeAsync(trust, school, night, cancellationToken);
        var shared = await sharedUpns.FindAsync(trust, school, night, files, cancellationToken);
        var work = new NightAtWork(trust, school, night, files, shared, new(files.Roster.Pupils));
        var ofNight = await pupils.WorkOutAsync(work, cancellationToken);
        var planned = await messages.PlanAsync(work, ofNight.OnRoll, cancellationToken);
        // Recorded after marks, cases and messages are written, so that an interrupted night reads the files again.
        var ofTonight = await intake.RecordAsync(work, cancellationToken);
        var letters = await documents.WriteAsync(work, ofNight, planned, ofTonight, cancellationToken);
        var review = await reviews.WriteAsync(
            school, night, ofNight.All.Select(pupil => pupil.Case), planned.Ledger, cancellationToken);
        var withoutRegisters = await results.WriteAsync(work, new(ofNight, planned, ofTonight, letters, review), cancellationToken);
        await TellAsync(school.Id, night, work.Held, cancellationToken);
        LogDone(school.Id, ofNight.OnRoll.Count, files.Registers.Entries.Count);
        LogMissingRegisters(school.Id, withoutRegisters);
    }

    /// <summary>Tells the people who run the system about held pupils, until a night in which there is none.</summary>
    private async Task TellAsync(SchoolId school, DateOnly night, HeldPupils held, CancellationToken cancellationToken)
    {
        await failures.ReplaceHeldAsync(school, night, held.All.Count, held.Faults, cancellationToken);
        if (held.All.Count > 0)
        {
            LogHeld(school, held.All.Count, held.Faults);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "School {School}: {Pupils} pupils could not be worked out and are held: {Faults}.")]
    private partial void LogHeld(SchoolId school, int pupils, string faults);

    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: {Pupils} pupils worked out, {Files} register files read.")]
    private partial void LogDone(SchoolId school, int pupils, int files);

    // Logged every night, even for 0 days: an alert compares the last value of each school in the morning.
    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: {Days} school days without registers.")]
    private partial void LogMissingRegisters(SchoolId school, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "School {School}: a later night is done already; this message is dropped.")]
    private partial void LogSuperseded(SchoolId school);
}
