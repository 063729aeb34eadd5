using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>
/// Reads which emails bounced permanently, marks their addresses before the night plans, and records that the emails did not arrive. It
/// stores how far it has read, reads the preceding day again, and writes nothing twice, so it may run any number of times.
/// </summary>
public sealed partial class BounceReading(
    TrustSettings settings, BounceList list, UnusableAddressTable unusable, NudgeLedger ledger, PupilTable pupils,
    DeliverySettlement settlement, KeySecrets secrets, TrustStorage storage, Leases leases, TimeProvider time, ILogger<BounceReading> log)
{
    /// <summary>Partition and row of the entry that stores how far the list was read.</summary>
    private const string Mark = "bounces";

    private const string Why = "emails to it come back for good";

    /// <summary>How far back the first reading goes: the service drops emails to addresses that were listed long ago.</summary>
    private static readonly TimeSpan AtFirst = TimeSpan.FromDays(400);

    /// <summary>The overlap of two readings, because a bounce may be listed later than others that are newer.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>How long a bounce may follow its email: mail servers retry for some days.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(4);

    private readonly TableClient _table = storage.Table(Tables.UnusableAddresses);

    /// <exception cref="BouncesNotReadException">The service refused, or its answer could not be read; the next tick retries.</exception>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var trust = await settings.ReadAsync(cancellationToken);
        await leases.RunAsync("read-bounces", token => ReadAsync(trust, token), cancellationToken);
    }

    private async Task ReadAsync(Trust trust, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var secret = await secrets.ReadAsync(cancellationToken);
        var mark = await _table.FindAsync(Mark, Mark, row => row, cancellationToken);
        var readTo = mark?.Instant("ReadTo") ?? now - AtFirst;
        var came = (await list.ReadAsync(readTo - Again, cancellationToken))
            .SelectMany(bounce => bounce.IsHard && EmailAddress.TryParse(bounce.Email ?? "", out var email)
                ? new[] { (Key: AddressKey.Of(secret, new(Channel.Email, email.Address)), bounce.At) }
                : [])
            .GroupBy(bounce => bounce.Key).ToDictionary(bounce => bounce.Key, bounce => bounce.Max(one => one.At));
        foreach (var (key, at) in came)
        {
            await unusable.MarkAsync(SchoolId.Parse(Trust.Itself), new(key, Channel.Email, London.DateAt(at), Why), cancellationToken);
        }

        foreach (var school in came.Count > 0 ? trust.Schools : [])
        {
            await SettleAsync(school.Id, now, readTo, came, secret, cancellationToken);
        }

        // Written last, so that an interrupted run reads the same bounces again.
        if (mark is null || readTo < now)
        {
            await _table.UpsertEntityAsync(
                new TableEntity(Mark, Mark) { ["ReadTo"] = Columns.OfInstant(now) }, TableUpdateMode.Replace, cancellationToken);
        }

        LogRead(came.Count);
    }

    /// <summary>Records that a school's bounced emails were accepted by the service and did not arrive.</summary>
    private async Task SettleAsync(
        SchoolId school, DateTimeOffset now, DateTimeOffset readTo, Dictionary<AddressKey, DateTimeOffset> came,
        KeySecret secret, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(London.DateAt(now));
        foreach (var email in await ledger.ReadEmailsSinceAsync(school, year, readTo - Again - LongestWay, cancellationToken))
        {
            var pupil = await pupils.FindAsync(school, email.Upn, cancellationToken);
            var contact = pupil?.Contacts.FirstOrDefault(contact => contact.Slot == email.ContactSlot);
            if (email.Lead == email.Place && contact is not null && EmailAddress.TryParse(contact.Email, out var to)
                && came.TryGetValue(AddressKey.Of(secret, new(Channel.Email, to.Address)), out var at)
                && email.MovedAt - TimeSpan.FromMinutes(5) <= at && at <= email.MovedAt + LongestWay)
            {
                await settlement.SettleAsync(email.Place, hasArrived: false, null, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} recipients were found to be out of reach for good.")]
    private partial void LogRead(int count);
}
