using System.IO.Compression;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>What is at fault hurts one pupil, one template or one school, and whole nights go on.</summary>
public sealed class HeldPupilTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";
    private const string Tuesday = "2025-09-30";

    private static readonly SchoolId Other = SchoolId.Parse("141235");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Tables.Attendance, "Marks", "?")]
    [InlineData(Tables.Pupils, "Contacts", "{")]
    [InlineData(Tables.Pupils, "Sen", "unheard of")]
    [InlineData(Tables.Cases, "Case0", "{")]
    public async Task A_pupil_whose_row_cannot_be_read_is_held_and_everybody_elses_night_goes_on(string table, string column, string text)
    {
        await using var trust = await StartAsync();
        await trust.NightAsync(Friday);
        await trust.PutRegisterAsync("z-monday.csv", Registers.Day(["A1", "A2"], Monday));
        var before = await ChangeAsync(trust, table, column, text);

        await trust.NightAsync(Monday);

        var told = Assert.Single(await trust.WorklistAsync(Monday), row => row["Kind"] == "held");
        Assert.Equal("A1", told["UPN"]);
        Assert.Contains("The fault is in the program or in what is stored: ", told["What"], StringComparison.Ordinal);
        Assert.Equal(text, (await RowAsync(trust, table)).GetString(column));
        Assert.Equal(Casework.Date(Monday), (await RecordAsync(trust, "A2"))?.Night);
        Assert.Equal(1, (await trust.Get<SchoolNightTable>().FindAsync(Casework.Date(Monday), TestTrust.School, Token))?.PupilsHeld);
        Assert.StartsWith(
            "1 pupil of the school could not be worked out: ", Assert.Single(await FailuresAsync(trust)).WhatToDo,
            StringComparison.Ordinal);
        Assert.DoesNotContain(await trust.LedgerAsync(), nudge => nudge.Upn == Upn.Parse("A1") && nudge.PlannedOn == Casework.Date(Monday));

        // Once the row is mended, the marks of the night that held the pupil count as well.
        await ChangeAsync(trust, table, column, before);
        await trust.NightAsync(Tuesday);

        Assert.DoesNotContain(await trust.WorklistAsync(Tuesday), row => row["Kind"] == "held");
        Assert.Empty(await FailuresAsync(trust));
        Assert.Equal(42, (await RecordAsync(trust, "A1"))?.Tally.Possible);
        Assert.Equal(42, (await RecordAsync(trust, "A2"))?.Tally.Possible);
    }

    [Fact]
    public async Task A_stored_date_of_birth_at_the_end_of_the_calendar_stops_no_night()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync(Friday);
        await ChangeAsync(trust, Tables.Pupils, "DateOfBirth", "9999-12-31");
        await trust.PutRegisterAsync("z-monday.csv", Registers.Day(["A1", "A2"], Monday));

        await trust.NightAsync(Monday);

        Assert.NotEmpty(await trust.WorklistAsync(Monday));
        Assert.Equal(Casework.Date(Monday), (await RecordAsync(trust, "A2"))?.Night);
    }

    [Fact]
    public async Task A_template_with_a_part_that_is_there_twice_stops_no_school()
    {
        await using var trust = await StartAsync();
        await trust.PutAsync(Containers.Settings, "letters/meeting-invitation.docx", BinaryData.FromBytes(Twice()));

        await trust.NightAsync(Friday);

        foreach (var school in new[] { TestTrust.School, Other })
        {
            var worklist = await trust.GetAsync(Containers.Worklists, $"{school}/{Friday}.csv");
            Assert.Contains(" meeting-invitation ", worklist, StringComparison.Ordinal);
            Assert.Contains("is there twice, or has a name that Word gives to none", worklist, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_school_whose_ledger_cannot_be_read_keeps_no_other_schools_messages_waiting()
    {
        await using var trust = await StartAsync(absent: 2);
        await trust.NightAsync(Friday);
        await foreach (var row in trust.TrustStorage.Table(Tables.Nudges).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            if (row.PartitionKey.StartsWith(TestTrust.School.ToString(), StringComparison.Ordinal))
            {
                row["State"] = "unheard of";
                await trust.TrustStorage.Table(Tables.Nudges).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);
            }
        }

        trust.Clock.Set($"{Monday} 10:00");
        await Assert.ThrowsAnyAsync<Exception>(() => trust.TickReleaseAsync());
        await trust.SendQueuedAsync();

        Assert.NotEmpty(trust.Sent.Offered);
        var other = await trust.Get<NudgeLedger>().ReadAsync(Other, new AcademicYear(2025), Token);
        Assert.Contains(other, row => row.Value.QueuedAt is not null);
    }

    [Fact]
    public async Task A_school_whose_night_cannot_be_read_keeps_no_summary_waiting()
    {
        await using var trust = await StartAsync();
        await trust.NightAsync(Friday);
        var table = trust.TrustStorage.Table(Tables.SchoolNights);
        var row = (await table.GetEntityAsync<TableEntity>(Friday, TestTrust.School.ToString(), cancellationToken: Token)).Value;
        row["AtStage"] = "{";
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);

        await trust.ExportAsync("2025-09-27 07:00");

        var schools = await trust.GetAsync(Containers.Summaries, $"{Friday}/{SummaryExport.SchoolsFile}");
        Assert.Contains(Other.ToString(), schools, StringComparison.Ordinal);
        Assert.DoesNotContain(TestTrust.School.ToString(), schools, StringComparison.Ordinal);
    }

    /// <summary>Two schools, each with two pupils who missed some of forty sessions; with six they are at a formal stage.</summary>
    private async Task<TestTrust> StartAsync(int absent = 6)
    {
        var schools = $", {Sample.School(Other.ToString(), "Hilltop Primary School")}";
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: schools));
        await PutAsync(trust, TestTrust.School, "A", "07700 90000", absent);
        await PutAsync(trust, Other, "B", "07700 90001", absent);
        return trust;
    }

    private static async Task PutAsync(TestTrust trust, SchoolId school, string pupils, string mobile, int absent)
    {
        await trust.PutAsync(Containers.Rosters, $"{school}.csv", Sample.Roster(
            Sample.Pupil($"{pupils}1", mobile: $"{mobile}1", parent: $"{pupils}lex Sample"),
            Sample.Pupil($"{pupils}2", "Tom", $"{mobile}2", parent: $"{pupils}my Sample")));
        await trust.PutAsync(Containers.Registers, $"{school}/so-far.csv", Sample.MarksFile(
            Sample.Marks($"{pupils}1", "2025-09-01", absent, 40 - absent), Sample.Marks($"{pupils}2", "2025-09-01", absent, 40 - absent)));
    }

    /// <summary>Writes a text into a column of a pupil's row, as no program of ours does.</summary>
    /// <returns>What stood there.</returns>
    private static async Task<string> ChangeAsync(TestTrust trust, string table, string column, string text)
    {
        var row = await RowAsync(trust, table);
        var before = row.GetString(column);
        row[column] = text;
        await trust.TrustStorage.Table(table).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);
        return before;
    }

    private static async Task<TableEntity> RowAsync(TestTrust trust, string table)
    {
        var partition = table == Tables.Pupils ? TestTrust.School.ToString() : TableKeys.Of(TestTrust.School, new AcademicYear(2025));
        var key = TableKeys.OfText("A1");
        return (await trust.TrustStorage.Table(table).GetEntityAsync<TableEntity>(partition, key, cancellationToken: Token)).Value;
    }

    private static Task<AttendanceRecord?> RecordAsync(TestTrust trust, string upn) =>
        trust.Get<AttendanceTable>().FindAsync(TestTrust.School, new AcademicYear(2025), Upn.Parse(upn), Token);

    private static async Task<IReadOnlyList<Failure>> FailuresAsync(TestTrust trust)
    {
        IReadOnlyList<Failure> all = [];
        await trust.InScopeAsync<FailureRecord>(async failures => all = await failures.ReadAllAsync(Token));
        return all;
    }

    private static byte[] Twice()
    {
        using var file = new MemoryStream();
        file.Write(BuiltInLetters.Template(LetterKind.MeetingInvitation));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            part.Write("<x/>"u8);
        }

        return file.ToArray();
    }
}
