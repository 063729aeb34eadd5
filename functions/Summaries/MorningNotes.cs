using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// The emails of a morning: one to the trust lead about each night, and on a school's days one to each address that the settings give for
/// the school.
/// </summary>
public sealed partial class MorningNotes(
    SummaryNote toLead, SchoolNote toSchool, MorningNoteSender sender, KeySecrets secrets, TimeProvider time,
    ILogger<MorningNotes> log)
{
    /// <summary>Sends what was not sent yet about a night. The caller must hold a lease.</summary>
    /// <param name="hasSummary">Whether there is a summary of the night to lead to.</param>
    public async Task SendAsync(
        Trust trust, NightReport report, bool hasSummary, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var (night, today) = (report.Night, London.DateAt(time.GetUtcNow()));
        var current = await sender.SweepAsync(night, cancellationToken);
        await sender.SendAsync(
            new(MorningNote.ToLead(night, today), token => toLead.ComposeAsync(trust, report, hasSummary, token)), current, emails,
            cancellationToken);

        var (secret, faults) = (await secrets.ReadAsync(cancellationToken), new SchoolFaults(LogNotSent));
        foreach (var row in report.Schools.Where(row => row.School.Calendar.IsSchoolDay(today) && row.School.IsLive(today)))
        {
            await faults.TryAsync(row.School.Id, async () =>
            {
                foreach (var address in row.School.MorningEmail)
                {
                    var note = MorningNote.ToSchool(secret, row.School.Id, address, night, today);
                    await sender.SendAsync(
                        new(note, token => toSchool.ComposeAsync(trust, row, note.Key, address, night, today, token)), current,
                        emails, cancellationToken);
                }
            });
        }

        faults.ThrowIfAny();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: its note of the morning could not be made: {Fault}.")]
    private partial void LogNotSent(SchoolId school, string fault);
}
