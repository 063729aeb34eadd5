using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Writes the documents that a night leaves for a school: letters and the worklist.</summary>
public sealed class NightDocuments(TrustSettings settings, NightLetters letters, Worklist worklist)
{
    /// <summary>Writes the letters, and then the worklist, which names them.</summary>
    /// <returns>The letters that were written.</returns>
    public async Task<LettersOfNight> WriteAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, PlannedMessages messages,
        IReadOnlyList<IntakeEntry> files, CancellationToken cancellationToken)
    {
        var written = await letters.WriteAsync(trust, school, night, onRoll, cancellationToken);
        var texts = await settings.ReadMessagesAsync(cancellationToken);
        // A duty to tell a social worker today comes before a home visit; both come before all other rows.
        var rows = new CaseRows(school, night, written).Of(onRoll)
            .Concat(AbsenceRows.Of(school, night, onRoll))
            .Concat(new MessageRows(trust, school, night, texts).Of(onRoll, messages.Ledger))
            .Concat(ContactRows.Of(school, onRoll, messages.Unusable));
        await worklist.WriteAsync(school, night, onRoll, files, rows, [.. FurtherSheets.Of(school, night, onRoll)], cancellationToken);
        return written;
    }
}
