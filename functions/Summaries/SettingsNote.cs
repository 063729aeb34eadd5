using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// The morning's email that the settings have faults, so that no night can be worked out. It goes to the trust lead of the last settings
/// that could be read, whose address is kept with the summaries, once on each morning until the settings are mended.
/// </summary>
public sealed class SettingsNote(SummaryFolder folder, MorningNoteSender sender, AllowList allowList)
{
    /// <summary>The most faults that it lists.</summary>
    private const int MostFaults = 20;

    private const string Folder = "settings";

    private const string AddressFile = "lead.txt";

    /// <summary>Keeps the lead's address for a morning on which the settings cannot be read.</summary>
    public Task KeepAsync(Trust trust, CancellationToken cancellationToken) =>
        folder.WriteAsync(Folder, SummaryFile.Text(AddressFile, trust.Lead.Email), metadata: null, cancellationToken);

    /// <summary>Sends it unless it was sent this morning. The caller must hold a lease.</summary>
    /// <param name="faults">A line for each fault: the file, the place in it, and a sentence.</param>
    public async Task SendAsync(
        IReadOnlyList<string> faults, DateOnly today, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        if (await folder.DownloadAsync($"{Folder}/{AddressFile}", cancellationToken) is not { } kept
            || !EmailAddress.TryParse(kept.ToString(), out var to))
        {
            return;
        }

        var note = MorningNote.AboutSettings(today);
        var current = await sender.SweepAsync(today, cancellationToken);
        await sender.SendAsync(new(note, _ => ComposeAsync(note.Key, to, faults)), current, emails, cancellationToken);
    }

    private async Task<OutgoingMessage?> ComposeAsync(string key, EmailAddress to, IReadOnlyList<string> faults)
    {
        if (!allowList.Allows(to.Address))
        {
            return null;
        }

        const string subject = "Attendance: no night can be worked out, because the settings have faults";
        string[] lines =
        [
            "Ask whoever changed the trust's settings last to mend them. Until then nothing is worked out and no message leaves.",
            .. faults.Take(MostFaults),
            .. faults.Count > MostFaults ? [$"{English.Number(faults.Count - MostFaults)} more"] : Array.Empty<string>(),
        ];
        var html = await PageRenderer.RenderAsync<LeadNoteEmail>(new Dictionary<string, object?>
        {
            [nameof(LeadNoteEmail.Subject)] = subject,
            [nameof(LeadNoteEmail.Lines)] = lines,
        });
        return new(key, to.Address, subject, string.Join('\n', lines) + "\n", html);
    }
}
