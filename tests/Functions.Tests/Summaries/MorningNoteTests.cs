using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>The note to the trust lead leaves once for a night, on one morning, or says why it did not.</summary>
public sealed class MorningNoteTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Night = new(2025, 9, 26);

    [Fact]
    public async Task The_note_leaves_once_however_often_the_timer_ticks()
    {
        await using var trust = await StartAsync();
        await trust.ExportAsync("2025-09-27 05:00");
        await trust.ExportAsync("2025-09-27 05:15");
        await trust.ExportAsync("2025-09-28 05:00");

        Assert.Equal("2025-09-26", Assert.Single(trust.Sent.Offered).Key);
        var note = await NoteAsync(trust);
        Assert.Equal((MorningNoteState.Accepted, new DateOnly(2025, 9, 27)), (note.State, note.Morning));
        Assert.NotNull(note.ProviderId);
    }

    [Fact]
    public async Task A_note_that_was_not_taken_is_tried_again_on_its_morning_and_on_no_other()
    {
        await using var trust = await StartAsync();
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 429"));
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 429"));
        await trust.ExportAsync("2025-09-27 05:00");
        Assert.Equal(MorningNoteState.Planned, (await NoteAsync(trust)).State);
        await trust.ExportAsync("2025-09-27 05:15");
        Assert.Equal(2, trust.Sent.Offered.Count);

        await trust.ExportAsync("2025-09-28 05:00");
        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.Equal(MorningNoteState.Expired, (await NoteAsync(trust)).State);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_was_lost_or_a_refusal_stays_so_and_is_never_sent_again(SendOutcome answer, MorningNoteState state)
    {
        await using var trust = await StartAsync();
        trust.Sent.AnswerNext(answer);
        await trust.ExportAsync("2025-09-27 05:00");
        await trust.ExportAsync("2025-09-27 05:15");

        Assert.Single(trust.Sent.Offered);
        Assert.Equal(state, (await NoteAsync(trust)).State);
        Assert.Contains(trust.Logged.Lines, line => line.Contains("The note to the lead about 2025-09-26 ", StringComparison.Ordinal));
    }

    public static TheoryData<SendOutcome, MorningNoteState> Answers => new()
    {
        { new SendOutcome.Lost("no answer came"), MorningNoteState.Unknown },
        { new SendOutcome.Refused(400), MorningNoteState.Failed },
    };

    [Fact]
    public async Task A_claim_whose_run_died_becomes_unknown_after_a_quarter_of_an_hour_and_is_never_sent()
    {
        await using var trust = await StartAsync();
        var (table, now) = (trust.Get<MorningNoteTable>(), London.At(Night.AddDays(1), new(5, 0)));
        var planned = await table.AddAsync(MorningNote.ToLead(Night, Night.AddDays(1)), Token);
        Assert.NotNull(await table.MoveAsync(planned, planned.Value.Claim(Guid.NewGuid(), now), Token));

        await trust.ExportAsync("2025-09-27 05:14");
        Assert.Equal(MorningNoteState.Claimed, (await NoteAsync(trust)).State);
        await trust.ExportAsync("2025-09-27 05:15");
        Assert.Equal(MorningNoteState.Unknown, (await NoteAsync(trust)).State);
        await trust.ExportAsync("2025-09-27 05:30");
        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task Two_runs_cannot_claim_one_note()
    {
        await using var trust = await StartAsync();
        var table = trust.Get<MorningNoteTable>();
        var planned = await table.AddAsync(MorningNote.ToLead(Night, Night.AddDays(1)), Token);

        Assert.NotNull(await table.MoveAsync(planned, planned.Value.Claim(Guid.NewGuid(), DateTimeOffset.UnixEpoch), Token));
        Assert.Null(await table.MoveAsync(planned, planned.Value.Claim(Guid.NewGuid(), DateTimeOffset.UnixEpoch), Token));
        var claimed = (await NoteAsync(trust)).Claim;
        Assert.Throws<InvalidOperationException>(() => claimed(Guid.NewGuid(), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task A_lead_who_may_not_be_written_to_here_gets_no_note()
    {
        await using var trust = await StartAsync(("Sending:AllowList", "@elsewhere.example.org"));
        await trust.ExportAsync("2025-09-27 05:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(MorningNoteState.Suppressed, (await NoteAsync(trust)).State);
    }

    private async Task<TestTrust> StartAsync(params (string Name, string Value)[] app)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,"), app);
        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-25"));
        await trust.NightAsync("2025-09-26");
        return trust;
    }

    private static async Task<MorningNote> NoteAsync(TestTrust trust) =>
        Assert.Single(await trust.Get<MorningNoteTable>().ReadAllAsync(Token)).Value;

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
