using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The log of a child: written on the child's page and by file, and downloaded for the school's safeguarding record.</summary>
public sealed class LogTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Friday = "2025-09-26";

    private static readonly IReadOnlyList<string> Others = Registers.Upns(8);

    private static readonly (string Name, StringValues Value)[] Call =
    [
        (EntryFields.Kind, "Call"), (EntryFields.On, "2025-09-27"), (EntryFields.At, "09:40"), (EntryFields.Present, "Mother"),
        (EntryFields.Text, "=Ada sleeps badly,\r\nand is \"tired\""), (EntryFields.Outcome, "Breakfast club"),
        (EntryFields.Referral, "yes"),
    ];

    public static TheoryData<string> Strangers => Visitor.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_is_written_on_a_Saturday_and_the_childs_page_shows_it()
    {
        await using var trust = await StartAsync();

        Assert.IsType<SeeOther>(await trust.PostAsync<WriteIntoLog>(Visitor.Office, Ada, Call));

        var written = (await trust.HistoryAsync(Ada))[^1];
        Assert.Equal(
            new LogEntry(
                "Call", Casework.Date("2025-09-27"), new(9, 40), "Mother", "=Ada sleeps badly, and is \"tired\"", "Breakfast club",
                true, null),
            written.Entry);
        Assert.Equal(("Jo Hill", Casework.Date("2025-09-27")), (written.By!.Name, written.On));
        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChild>(Visitor.Office, Ada)).Html;
        Assert.Contains("Call on 27 September 2025 at 09:40. Present: Mother.", page, StringComparison.Ordinal);
        Assert.Contains(", for the referral", page, StringComparison.Ordinal);

        await trust.NightAsync("2025-09-29");
        Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Logged);
        Assert.DoesNotContain(
            await trust.WorklistAsync("2025-09-29"), row => row["What"].Contains("sleeps badly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_child_in_whose_case_nothing_has_happened_has_a_log_too()
    {
        await using var trust = await StartAsync();

        Assert.IsType<SeeOther>(await trust.PostAsync<WriteIntoLog>(Visitor.Office, Others[0], Call));
        await trust.NightAsync("2025-09-29");

        Assert.Equal(CaseEventKind.Logged, Assert.Single(await trust.HistoryAsync(Others[0])).Kind);
    }

    [Fact]
    public async Task A_correction_refers_to_the_entry_and_overwrites_nothing()
    {
        await using var trust = await StartAsync();
        await trust.PostAsync<WriteIntoLog>(Visitor.Office, Ada, Call);
        var first = (await trust.HistoryAsync(Ada))[^1];

        await trust.PostAsync<WriteIntoLog>(
            Visitor.Head, Ada,
            [
                .. Call.Where(field => field.Name != EntryFields.Text), (EntryFields.Text, "Ada sleeps well"),
                (EntryFields.Corrects, $"{first.Number}"),
            ]);

        var history = await trust.HistoryAsync(Ada);
        Assert.Equal(first.Entry, history[first.Number - 1].Entry);
        Assert.Equal(first.Number, history[^1].Entry!.Corrects);
        var page = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowChild>(Visitor.Office, Ada)).Html;
        Assert.Contains("Corrected on 27 September 2025 by Ann Lee.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_refused_comes_back_as_it_was_filled_in()
    {
        await using var trust = await StartAsync();

        var answer = Assert.IsType<OfficeAnswer>(await trust.PostAsync<WriteIntoLog>(
            Visitor.Office, Ada, [.. Call.Where(field => field.Name != EntryFields.On), (EntryFields.On, "2025-09-28")]));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Contains("The day is in the future", answer.Html, StringComparison.Ordinal);
        Assert.Contains("=Ada sleeps badly, and is", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Logged);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nobody_else_writes_or_downloads_anything(string signInName)
    {
        await using var trust = await StartAsync();

        foreach (var answer in new[]
        {
            await trust.PostAsync<WriteIntoLog>(signInName, Ada, Call), await trust.GetAsync<DownloadChildLog>(signInName, Ada),
            await trust.GetAsync<DownloadSchoolLog>(signInName, Ada),
        })
        {
            Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status);
        }

        Assert.DoesNotContain(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Logged);
    }

    [Fact]
    public async Task The_file_has_a_row_for_each_thing_that_was_done_and_the_download_is_on_record()
    {
        await using var trust = await StartAsync();
        await trust.PostAsync<WriteIntoLog>(Visitor.Office, Ada, Call);

        var file = Assert.IsType<OfficeFile>(await trust.GetAsync<DownloadChildLog>(Visitor.Head, Ada));

        var rows = Sheet.Read(file.Content.ToString());
        Assert.Contains(rows, row => row["Type"] == "Step" && row["Author"] == "The policy");
        var row = Assert.Single(rows, row => row["Type"] == "Call");
        Assert.Equal(
            (Ada, "Sample", "27/09/2025", "09:40", "Attendance", "Mother", "Breakfast club", "Jo Hill", "yes"),
            (row["UPN"], row["Surname"], row["Date"], row["Time"], row["Category"], row["Present"], row["Outcome"], row["Author"],
                row["ForReferral"]));
        // A spreadsheet would run it as a formula.
        Assert.Equal("'=Ada sleeps badly, and is \"tired\"", row["Text"]);
        var looks = await trust.TrustStorage.Table(Tables.AccessLog)
            .QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        Assert.Single(looks, look => look.GetString("Page") == "A child's log as a file" && look.GetString("Upn") == Ada
            && look.GetString("SignInName") == Visitor.Head);
    }

    [Fact]
    public async Task The_schools_file_has_the_term_and_no_other()
    {
        await using var trust = await StartAsync();
        await trust.PostAsync<WriteIntoLog>(Visitor.Office, Ada, Call);
        await trust.PostAsync<WriteIntoLog>(
            Visitor.Office, Others[0], [.. Call.Where(field => field.Name != EntryFields.On), (EntryFields.On, "2025-06-02")]);

        var autumn = Sheet.Read(Assert.IsType<OfficeFile>(
            await trust.GetAsync<DownloadSchoolLog>(Visitor.Head, Ada, "?term=2025-term-1")).Content.ToString());

        Assert.Contains(autumn, row => row["UPN"] == Ada && row["Type"] == "Call");
        Assert.DoesNotContain(autumn, row => row["UPN"] == Others[0]);
        Assert.Empty(Sheet.Read(Assert.IsType<OfficeFile>(
            await trust.GetAsync<DownloadSchoolLog>(Visitor.Head, Ada, "?term=2025-term-2")).Content.ToString()));
    }

    [Fact]
    public async Task Another_program_writes_entries_by_file_and_each_row_that_cannot_be_used_comes_back()
    {
        await using var trust = await StartAsync();
        const string Header = "School,UPN,Kind,Key,Decision,By,Note,Happened,Time,Present,Outcome,Referral\n";
        await trust.PutAsync(Containers.Decisions, "141234/calls.csv", Header
            + $"141234,{Ada},log,,visit,J. Hill,Nobody opened,26/09/2025,16:10,Head,Try again on Monday,yes\n"
            + $"141234,{Ada},log,,fax,J. Hill,Nobody opened,2025-09-26,,,,\n"
            + $"141234,{Ada},log,,call,J. Hill,Nobody answered,,9 o'clock,,,perhaps\n");
        await trust.NightAsync("2025-09-29");
        await trust.PutAsync(Containers.Decisions, "141234/again.csv", Header
            + $"141234,{Ada},log,,visit,J. Hill,Nobody opened,26/09/2025,16:10,Head,Try again on Monday,yes\n");
        await trust.NightAsync("2025-09-30");

        var written = Assert.Single(await trust.HistoryAsync(Ada), happened => happened.Kind == CaseEventKind.Logged);
        Assert.Equal(
            new LogEntry("Visit", Casework.Date(Friday), new(16, 10), "Head", "Nobody opened", "Try again on Monday", true, null),
            written.Entry);
        Assert.Equal("J. Hill, as the file calls.csv says", written.By!.InWords());
        var back = await trust.GetAsync(Containers.Rejected, "141234/decisions-calls.csv");
        Assert.Contains("\"\"fax\"\" is not a kind of entry", back, StringComparison.Ordinal);
        Assert.Contains("Time \"\"9 o'clock\"\" is not a time", back, StringComparison.Ordinal);
        Assert.Contains("Happened is empty", back, StringComparison.Ordinal);
        Assert.Contains("Referral \"\"perhaps\"\" is neither yes nor no", back, StringComparison.Ordinal);
    }

    /// <summary>The trust on the Saturday after the night.</summary>
    private async Task<TestTrust> StartAsync()
    {
        var trust = await Visitor.AtFirstStageAsync(azurite, Ada, Others);
        trust.Clock.Set("2025-09-27 10:00");
        return trust;
    }
}
