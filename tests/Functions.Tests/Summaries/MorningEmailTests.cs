using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>On each of its days a school gets one email of the morning: counts and a link, and no child.</summary>
public sealed class MorningEmailTests(AzuriteFixture azurite)
{
    private const string Office = "office@riverside.example";

    private const string Lead = "lead@riverside.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_address_gets_one_email_on_a_school_day_and_none_on_a_day_without_school()
    {
        await using var trust = await StartAsync();

        await trust.ExportAsync("2025-09-27 05:00");
        Assert.Empty(ToSchool(trust));
        await trust.ExportAsync("2025-09-29 05:00");
        await trust.ExportAsync("2025-09-29 05:15");
        await trust.ExportAsync("2025-09-29 08:30");

        Assert.Equal([Lead, Office], ToSchool(trust).Select(message => message.To).Order(StringComparer.Ordinal));
        var rows = await NotesAsync(trust);
        Assert.All(rows, row => Assert.Equal(
            (MorningNoteState.Accepted, new DateOnly(2025, 9, 26), new DateOnly(2025, 9, 29)), (row.State, row.Night, row.Morning)));
        Assert.Equal(
            ToSchool(trust).Select(message => message.Key).Order(StringComparer.Ordinal),
            rows.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_email_counts_what_waits_links_to_Today_and_names_no_child()
    {
        await using var trust = await StartAsync(("Office:Address", "https://attendance.trust.example"));
        await trust.ExportAsync("2025-09-29 05:00");

        var email = ToSchool(trust).First(message => message.To == Office);

        Assert.Equal("Attendance today: Riverside Primary School", email.Subject);
        Assert.StartsWith(
            "Riverside Primary School, Monday 29 September 2025\nThe night of Friday 26 September 2025: ", email.Plain,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Open Today: https://attendance.trust.example/office/schools/141234/today\n", email.Plain, StringComparison.Ordinal);
        Assert.Contains("href=\"https://attendance.trust.example/office/schools/141234/today\"", email.Html, StringComparison.Ordinal);
        Assert.Contains("New since yesterday: 1 child", email.Plain, StringComparison.Ordinal);
        foreach (var personal in new[] { "Zoe", "Sample", "A1", "Alex", "07700" })
        {
            Assert.DoesNotContain(personal, email.Plain, StringComparison.Ordinal);
            Assert.DoesNotContain(personal, email.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_offices_address_is_not_known_the_email_says_which_page_to_open()
    {
        await using var trust = await StartAsync();
        await trust.ExportAsync("2025-09-29 05:00");

        Assert.EndsWith("Open Today in the attendance office.\n", ToSchool(trust)[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_that_was_not_taken_is_tried_again_on_its_morning_and_an_answer_that_was_lost_is_not()
    {
        await using var trust = await StartAsync();
        await trust.ExportAsync("2025-09-27 05:00");
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 429"));
        trust.Sent.AnswerNext(new SendOutcome.Lost("no answer came"));
        await trust.ExportAsync("2025-09-29 05:00");
        await trust.ExportAsync("2025-09-29 05:15");
        await trust.ExportAsync("2025-09-29 05:30");

        Assert.Equal(3, ToSchool(trust).Count);
        Assert.Equal(
            [MorningNoteState.Accepted, MorningNoteState.Unknown],
            (await NotesAsync(trust)).Select(row => row.State).Order());
    }

    [Fact]
    public async Task An_address_that_may_not_be_written_to_here_gets_no_email()
    {
        await using var trust = await StartAsync(("Sending:AllowList", Office));
        await trust.ExportAsync("2025-09-29 05:00");

        Assert.Equal([Office], trust.Sent.Offered.Select(message => message.To));
    }

    [Fact]
    public async Task What_cannot_be_made_for_one_school_keeps_no_other_waiting()
    {
        await using var trust = await StartAsync();
        await trust.TrustStorage.Table(AttendanceFunctions.Functions.Storage.Tables.OpenRows).UpsertEntityAsync(
            new Azure.Data.Tables.TableEntity("141234", "A1") { ["Pupil"] = "not JSON" }, cancellationToken: Token);

        trust.Clock.Set("2025-09-29 05:00");
        await Assert.ThrowsAnyAsync<Exception>(() => trust.TickExportAsync());

        Assert.Equal(["lead@example.org", "office@hill.example"], trust.Sent.Offered.Select(message => message.To));
        Assert.Contains(trust.Logged.Lines, line => line.Contains("its note of the morning could not be made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_subject_to_the_trust_lead_says_how_the_night_went_and_why()
    {
        await using var trust = await StartAsync();
        await trust.ExportAsync("2025-09-27 06:30");

        var email = Assert.Single(trust.Sent.Offered);
        Assert.Equal("Attendance on Friday 26 September 2025: not good (no roster of Hill School)", email.Subject);
        Assert.StartsWith(
            "The night of Friday 26 September 2025 was not good: no roster of Hill School", email.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_school_is_worked_out_the_trust_lead_is_told_and_led_to_no_summary()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings());
        await trust.ExportAsync("2025-09-27 06:15");
        Assert.Empty(trust.Sent.Offered);

        await trust.ExportAsync("2025-09-27 06:30");
        await trust.ExportAsync("2025-09-27 06:45");

        var email = Assert.Single(trust.Sent.Offered);
        Assert.Equal("Attendance on Friday 26 September 2025: not good (2 schools not worked out)", email.Subject);
        Assert.EndsWith("There is no summary yet.\n", email.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_pause_the_emails_say_that_nothing_left_and_why()
    {
        await using var trust = await StartAsync();
        var pauses = trust.Get<AttendanceFunctions.Functions.Messages.SendingPauses>();
        Assert.True(await pauses.PauseAsync(new("Helen Marsh", "trust@trust.example"), "The figures are wrong", Token));
        await trust.ExportAsync("2025-09-29 05:00");
        Assert.Empty(trust.Sent.Offered);
        Assert.True(await pauses.EndAsync((await pauses.FindAsync(Token))!.Key, new("Sam Roe", "systems@trust.example"), "Mended", Token));
        await trust.ExportAsync("2025-09-29 05:15");

        Assert.Equal(4, trust.Sent.Offered.Count);
        Assert.All(trust.Sent.Offered, email => Assert.Contains(
            "All sending was paused from 26 September 2025 at 18:00 to 29 September 2025 at 05:00 by Helen Marsh: The figures are wrong",
            email.Plain, StringComparison.Ordinal));
    }

    private static IReadOnlyList<OutgoingMessage> ToSchool(TestTrust trust) =>
        [.. trust.Sent.Offered.Where(message => message.To is Office or Lead)];

    /// <summary>The rows of the emails to the first school.</summary>
    private static async Task<IReadOnlyList<MorningNote>> NotesAsync(TestTrust trust) =>
    [
        .. (await trust.Get<MorningNoteTable>().ReadAllAsync(Token)).Select(row => row.Value)
            .Where(row => row.School == TestTrust.School),
    ];

    private static string Settings() => Sample.Settings(
        mode: "review", extra: "\"minimumCoverage\": 0,",
        schools: "," + Sample.School("141235", "Hill School", ", \"morningEmail\": [ \"office@hill.example\" ]"))
        .Replace(
            "\"name\": \"Riverside Primary School\",",
            $"\"name\": \"Riverside Primary School\", \"morningEmail\": [ \"{Office}\", \"{Lead}\" ],", StringComparison.Ordinal);

    /// <summary>A trust of two schools, one without a roster, after the night on which a pupil of the other came to a stage.</summary>
    private async Task<TestTrust> StartAsync(params (string Name, string Value)[] app)
    {
        var trust = await TestTrust.CreateAsync(azurite, Settings(), app);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom")));
        await trust.PutAsync(Containers.Registers, "141234/so-far.csv", Sample.MarksFile(
            Sample.Marks("A1", "2025-09-01", 6, 34), Sample.Marks("A2", "2025-09-01", 0, 40)));
        await trust.NightAsync("2025-09-26");
        return trust;
    }
}
