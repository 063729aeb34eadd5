using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.Functions.Subjects;

/// <summary>
/// A school with real nights behind it. Zebedee and his sister Ursula are at Stage 1 and got one text together; each has a case
/// with a history, letters, a duty that somebody did, rows on worklists and in what came back. Then Zebedee left.
/// </summary>
internal static class SubjectTrust
{
    public const string Brother = "UPNZEB111";

    public const string Sister = "UPNURS222";

    public const string Friday = "2025-09-26";

    public const string Monday = "2025-09-29";

    public const string Tuesday = "2025-09-30";

    /// <summary>The day on which somebody asks.</summary>
    public const string Asked = "2025-10-02 12:00";

    private const string Header =
        "UPN,Forename,PreferredName,Surname,YearGroup,Class,DateOfBirth,SEN,Circumstance,Admission,Leaving,"
        + "Contact1Name,Contact1Relationship,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email";

    private static readonly IReadOnlyList<string> Others = Registers.Upns(8);

    /// <summary>What gives another child away.</summary>
    public static readonly string[] OtherChildren = [Sister, "Ursula", "P001", "P002", "Bartholomew"];

    /// <summary>What belongs to Zebedee and is no part of a register.</summary>
    public static readonly string[] NotKept = ["Zebby", "2015-04-03", "Parentina", "7700 900123", "7700900123", "Mother came to talk"];

    public static readonly Subject Zebedee = new(TestTrust.School, Upn.Parse(Brother));

    /// <summary>A row of a morning's list.</summary>
    private static WorklistRow Unseen(string upn, string forename, string surname) =>
        new(TestTrust.School, WorklistKinds.Absence, $"Not seen this morning. A text to Parentina of {forename} is on its way.")
        {
            Pupil = Sample.WorklistPupil(upn, surname) with { Forename = forename },
        };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<TestTrust> CreateAsync(AzuriteFixture azurite) => CreateAsync(azurite, new Obstacle());

    public static async Task<TestTrust> CreateAsync(AzuriteFixture azurite, Obstacle obstacle, bool hasLeft = true)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);
        string[] everyone = [Brother, Sister, .. Others];
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Roster(""));
        await trust.PutRegisterAsync(
            "so-far.csv",
            Sample.MarksFile(
                [.. everyone.Select((upn, index) => Sample.Marks(upn, "2025-09-01", index < 2 ? 2 : 0, index < 2 ? 38 : 40))]));
        await trust.PutRegisterAsync("wrong.csv", Sample.LongFile([.. everyone.Select(upn => $"{upn},2025-09-26,AM,QZ")]));
        await trust.NightAsync(Friday);
        // Of each sheet that gives nothing but names there is one.
        await trust.PutAsync(
            Containers.Worklists, $"{TestTrust.School}/{Friday}-celebrate.csv",
            "Surname,Forename,Year group,Class,What for,Before whom\r\n"
            + "Sample,Ursula,4,4A,A full week,The school\r\n"
            + "Samplington,Zebby,4,4A,A full week,The school\r\n");
        await trust.InScopeAsync<MorningList>(async list => await list.WriteAsync(
            (await trust.SettingsAsync()).Schools[0], new(2025, 9, 26),
            [Unseen(Brother, "Zebby", "Samplington"), Unseen(Sister, "Ursula", "Sample")], Token));
        await trust.ExportAsync($"{Monday} 06:30");
        await trust.ReleaseAsync($"{Monday} 09:00");
        foreach (var key in (await trust.WorklistAsync(Friday))
            .Where(row => row["UPN"] == Brother && row["Allowed"] == "done")
            .Select(row => row["Key"]))
        {
            await trust.DecideInFileAsync(Friday, key, "done", note: "Mother came to talk");
        }

        await trust.PutRegisterAsync("monday.csv", Registers.Day(everyone, Monday));
        await trust.NightAsync(Monday);
        await AddOperationsAsync(trust);
        if (hasLeft)
        {
            await trust.PutAsync(Containers.Rosters, Registers.Roster, Roster(Tuesday));
        }

        await trust.PutRegisterAsync("tuesday.csv", Registers.Day(everyone, Tuesday));
        await trust.NightAsync("2025-10-01");
        if (hasLeft)
        {
            // Somebody said that it is right.
            var roll = Households.Of((await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token)).Values);
            var held = Assert.Single(await trust.Get<HeldAddresses>().ReadAsync(TestTrust.School, roll, Token));
            await trust.Get<HeldAddresses>().ClearAsync(TestTrust.School, held, Someone.Stated(), Family.Monday.AddDays(2), Token);
        }

        await trust.ExportAsync("2025-10-02 06:30");
        trust.Clock.Set(Asked);
        return trust;
    }

    public static string Roster(string leaving) => string.Join("\n",
    [
        Header,
        $"{Brother},Zebedee,Zebby,Samplington,4,4A,2015-04-03,N,,2024-09-02,{leaving},Parentina Samplington,Mother,yes,07700 "
        + $"900123,parentina@example.org",
        $"{Sister},Ursula,,Sample,2,2A,2017-04-03,K,,2024-09-02,,Parentina Samplington,Mother,yes,07700 900123,",
        // After his sister's text has left, the number stands with another family as well.
        .. Others.Select((upn, index) => $"{upn},Bartholomew,,Sample,4,4A,2015-05-05,N,,,,"
            + (index == 0 && leaving.Length > 0 ? "Robin Else,,yes,07700-900-123," : ",,,,")),
    ]) + "\n";

    /// <summary>Everything that is held about Zebedee.</summary>
    public static async Task<SubjectRecord> FindAsync(this TestTrust trust)
    {
        SubjectRecord? record = null;
        await trust.InScopeAsync<SubjectSearch>(async search => record = await search.FindAsync(Zebedee, Token));
        return record!;
    }

    public static Task EraseAsync(this TestTrust trust, bool stillOnRoll = false) =>
        trust.InScopeAsync<SubjectErasure>(erasure => erasure.EraseAsync(Zebedee, stillOnRoll, Token));

    /// <summary>Every row and every blob of the trust as text, without what differs from one account to another.</summary>
    public static async Task<IReadOnlyList<string>> EverythingAsync(this TestTrust trust)
    {
        // Who held a claim is a number of its own in each account.
        var lines = (await Dump.ComparableAsync(trust.TrustStorage)).Select(line => Regex.Replace(line, "Owner=[0-9a-f]+", "")).ToList();
        foreach (var container in Containers.All.Where(container => container != Containers.Leases))
        {
            await foreach (var blob in trust.TrustStorage.Container(container).GetBlobsAsync(cancellationToken: Token))
            {
                lines.Add(
                    $"{container}/{blob.Name}: "
                    + $"{(blob.Name.EndsWith(".csv", StringComparison.Ordinal) ? await trust.GetAsync(container, blob.Name) : "")}");
            }
        }

        return lines;
    }

    public static async Task EndLeasesAsync(this TestTrust trust)
    {
        await foreach (var blob in trust.TrustStorage.Container(Containers.Leases)
            .GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, "", Token))
        {
            if (blob.Properties.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased)
            {
                await trust.TrustStorage.Container(Containers.Leases)
                    .GetBlobClient(blob.Name)
                    .GetBlobLeaseClient()
                    .BreakAsync(TimeSpan.Zero, cancellationToken: Token);
            }
        }
    }

    /// <summary>What operations leave: the place of the text, its failure, and its number, which cannot be reached.</summary>
    private static async Task AddOperationsAsync(TestTrust trust)
    {
        // The other school is in no settings, so that its nights need not be run.
        await trust.Get<SharedUpnTable>().WriteAsync(
            [new(TestTrust.School, Zebedee.Upn, Family.OtherSchool, Family.Monday, IsCarried: false)], Token);
        var roll = await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token);
        await trust.Get<FamilyKeyTable>().WriteAsync(
            TestTrust.School,
            [
                .. ContestedAddress.ContactsOf(TestTrust.School, roll.Values)
                    .Select(contact => FamilyKey.Of(TestSecret.Value, contact)).Order(),
            ],
            Family.Monday, Token);
        await trust.TrustStorage.Table(Tables.AccessLog).UpsertEntityAsync(
            new TableEntity(TestTrust.School.ToString(), "1")
            {
                ["At"] = Columns.OfInstant(trust.Clock.GetUtcNow()),
                ["SignInName"] = "office@trust.example",
                ["Name"] = "Jo Hill",
                ["Page"] = "A child's page",
                ["Outcome"] = "Seen",
                ["Upn"] = Brother,
            },
            TableUpdateMode.Replace, Token);
        foreach (var nudge in (await trust.LedgerAsync()).Where(nudge => nudge.Upn == Zebedee.Upn))
        {
            var key = nudge.Place.Key.ToString();
            var addresses = Address.AllOf((await trust.Get<PupilTable>().FindAsync(TestTrust.School, nudge.Upn, Token))!.Contacts[0])
                .Select(address => AddressKey.Of(TestSecret.Value, address))
                .ToList();
            await trust.TrustStorage.Table(Tables.SentTexts).UpsertEntityAsync(
                new TableEntity(key[..2], key) { ["Place"] = NudgeRow.PlaceText(nudge.Place), ["To"] = addresses[0].ToString() },
                TableUpdateMode.Replace, Token);
            await trust.InScopeAsync<FailureRecord>(
                record => record.RecordAsync(Queues.NudgeTexts, new QueuedNudge(nudge.Place).Write(), Token));
            // The number is his sister's contact's as well; the address is not.
            var (number, email) = (
                new UnusableAddress(addresses[0], Channel.Text, Family.Monday, "it is none"),
                new UnusableAddress(addresses[1], Channel.Email, Family.Monday, "it is none"));
            await trust.Get<UnusableAddressTable>().MarkAsync(TestTrust.School, number, Token);
            await trust.Get<UnusableAddressTable>().MarkAsync(TestTrust.School, email, Token);
            await trust.Get<UnusableAddressTable>().MarkAsync(SchoolId.Parse(Trust.Itself), email, Token);
        }
    }
}
