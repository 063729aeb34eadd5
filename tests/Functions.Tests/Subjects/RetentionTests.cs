using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Subjects;

public sealed class RetentionTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_school_year_is_kept_until_six_years_after_its_last_day()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        Assert.DoesNotContain(
            await RunAsync(trust, "2032-08-31 12:00", delete: true), rows => rows.Table is Tables.Attendance or Tables.Cases);
        Assert.Equal(
            [Tables.Attendance, Tables.Cases],
            (await RunAsync(trust, "2032-09-01 12:00", delete: true))
                .Select(rows => rows.Table)
                .Where(table => table is Tables.Attendance or Tables.Cases)
                .Order(StringComparer.Ordinal));
        Assert.Equal(0, await CountAsync(trust, Tables.Attendance));
    }

    [Fact]
    public async Task The_dry_run_counts_what_the_other_deletes_and_changes_nothing()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        var counted = await RunAsync(trust, "2040-01-01 12:00", delete: false);
        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
        var deleted = await RunAsync(trust, "2040-01-01 12:00", delete: true);

        Assert.Equal(counted, deleted);
        Assert.Contains(new ExpiredRows(Tables.Attendance, "141234:2025", 10), counted);
        Assert.All(counted, rows => Assert.DoesNotContain("UPN", rows.Partition, StringComparison.Ordinal));
        Assert.Empty(await RunAsync(trust, "2040-01-01 12:00", delete: true));
    }

    [Fact]
    public async Task The_ledger_is_kept_for_this_school_year_and_the_last()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        await trust.Get<NudgeLedger>().AddAsync(Family.Planned("A1"), Token);

        Assert.DoesNotContain(
            await RunAsync(trust, "2027-08-31 12:00", delete: true), rows => rows.Table is Tables.Nudges or Tables.SentTexts);
        Assert.Equal(
            [Tables.Nudges, Tables.SentTexts],
            (await RunAsync(trust, "2027-09-01 12:00", delete: true))
                .Select(rows => rows.Table)
                .Where(table => table is Tables.Nudges or Tables.SentTexts)
                .Distinct());
        Assert.Empty(await trust.LedgerAsync());
    }

    [Fact]
    public async Task Failures_are_kept_for_four_hundred_days()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var last = new DateOnly(2025, 9, 29).AddDays(RetentionPeriods.MorningDays);

        Assert.DoesNotContain(await RunAsync(trust, $"{Sample.Date(last)} 12:00", delete: true), rows => rows.Table == Tables.Failures);
        Assert.Contains(
            await RunAsync(trust, $"{Sample.Date(last.AddDays(1))} 12:00", delete: true), rows => rows.Table == Tables.Failures);
    }

    [Fact]
    public async Task What_is_known_against_an_address_is_kept_while_a_roster_states_it()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);

        Assert.DoesNotContain(await RunAsync(trust, "2027-09-01 12:00", delete: true), rows => rows.Table == Tables.UnusableAddresses);
        await trust.EraseAsync();

        Assert.DoesNotContain(await RunAsync(trust, "2027-09-01 12:00", delete: true), rows => rows.Table == Tables.UnusableAddresses);
        // A pupil who is missing from the roster is kept whole for the deletion return, and then reduced.
        await trust.Get<PupilTable>().ReplaceAsync(TestTrust.School, [], new(2026, 9, 1), Token);
        Assert.DoesNotContain(await RunAsync(trust, "2027-09-01 12:00", delete: true), rows => rows.Table == Tables.UnusableAddresses);
        await trust.Get<PupilTable>().ReplaceAsync(TestTrust.School, [], new(2026, 9, 1 + PupilTable.KeptWholeDays), Token);
        Assert.Equal(
            [new ExpiredRows(Tables.UnusableAddresses, "141234", 1)],
            (await RunAsync(trust, "2027-09-01 12:00", delete: true)).Where(rows => rows.Table == Tables.UnusableAddresses));
    }

    [Fact]
    public async Task The_row_of_a_file_that_is_still_there_stays_or_the_file_would_be_read_as_new()
    {
        await using var trust = await SubjectTrust.CreateAsync(azurite);
        var files = await CountAsync(trust, Tables.Intake);

        await RunAsync(trust, "2040-01-01 12:00", delete: true);
        Assert.Equal(files, await CountAsync(trust, Tables.Intake));
        await trust.TrustStorage.Container(Containers.Registers).GetBlobClient("141234/monday.csv").DeleteAsync(cancellationToken: Token);
        await RunAsync(trust, "2040-01-01 12:00", delete: true);

        Assert.Equal(files - 1, await CountAsync(trust, Tables.Intake));
    }

    [Theory]
    [InlineData("2026-10-02", "")]
    [InlineData("2026-10-03", "kept for 6 years by law")]
    public async Task Nothing_may_go_before_its_time(string before, string reason)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        trust.Clock.Set("2032-10-02 12:00");

        await trust.InScopeAsync<Retention>(async retention =>
        {
            Assert.Contains(reason, retention.ReasonAgainst(Casework.Date(before)) ?? "", StringComparison.Ordinal);
            Assert.Equal(
                reason.Length > 0,
                await Record.ExceptionAsync(() => retention.RunAsync(Casework.Date(before), delete: true, Token)) is not null);
        });
    }

    [Fact]
    public async Task More_rows_than_one_batch_of_one_school_go_and_those_of_the_next_year_stay()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<AttendanceTable>();
        foreach (var year in new[] { 2024, 2025 })
        {
            var records = Registers.Upns(230).Select(upn => AttendanceRecord.Empty(Upn.Parse(upn), new AcademicYear(year)));
            await table.WriteAsync(
                TestTrust.School, new AcademicYear(year), new Dictionary<Upn, Versioned<AttendanceRecord>>(), records, Token);
        }

        Assert.Equal([new ExpiredRows(Tables.Attendance, "141234:2024", 230)], await RunAsync(trust, "2031-09-01 12:00", delete: true));
        Assert.Equal(230, (await table.ReadAsync(TestTrust.School, new AcademicYear(2025), Token)).Count);
    }

    private static async Task<IReadOnlyList<ExpiredRows>> RunAsync(TestTrust trust, string at, bool delete)
    {
        trust.Clock.Set(at);
        IReadOnlyList<ExpiredRows> past = [];
        await trust.InScopeAsync<Retention>(
            async retention => past = await retention.RunAsync(retention.Cutoff(RetentionPeriods.RegisterYears), delete, Token));
        return past;
    }

    private static async Task<int> CountAsync(TestTrust trust, string table)
    {
        var count = 0;
        await foreach (var _ in trust.TrustStorage.Table(table).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            count++;
        }

        return count;
    }
}
