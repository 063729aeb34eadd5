using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Subjects;

/// <summary>What people wrote down about a child: in the log, and about a request for leave.</summary>
public sealed class SubjectEntryTests(AzuriteFixture azurite)
{
    private static readonly string[] Written =
    [
        "It is a long walk in the dark", "Grandfather", "A bicycle is found", "Parentina Samplington asked for leave",
        "A christening in Leeds",
    ];

    private static readonly DateOnly Asked = new(2025, 10, 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_entry_and_a_request_for_leave_stand_on_the_page_and_in_the_data()
    {
        await using var trust = await StartAsync();

        var record = await trust.FindAsync();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await trust.InScopeAsync<SubjectBundle>(async bundle =>
        {
            foreach (var file in await bundle.MakeAsync(record, Token))
            {
                files[file.Path] = file.Content.ToString();
            }
        });

        Assert.All(Written, words => Assert.Contains(words, files[SubjectBundle.Page], StringComparison.Ordinal));
        Assert.All(Written.SkipLast(2), words => Assert.Contains(words, files[SubjectBundle.Data], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erasure_ends_both()
    {
        await using var trust = await StartAsync();
        Assert.Contains(await trust.EverythingAsync(), line => line.Contains("A christening in Leeds", StringComparison.Ordinal));

        await trust.EraseAsync();

        var left = await trust.EverythingAsync();
        Assert.All(Written, words => Assert.DoesNotContain(left, line => line.Contains(words, StringComparison.Ordinal)));
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await SubjectTrust.CreateAsync(azurite);
        await EnterAsync(trust, (day, before, isNightDone) => CaseLog.Write(
            day, before, isNightDone, [],
            new("Conversation", Asked, null, Written[1], Written[0], Written[2], ForReferral: false, Corrects: null),
            Someone.SignedIn()));
        await EnterAsync(trust, (day, before, isNightDone) => LeaveRequests.Ask(
            day, before, isNightDone, new("Parentina Samplington", new(2025, 11, 3), new(2025, 11, 4), Written[^1]),
            Someone.SignedIn(), lastYear: null));
        return trust;
    }

    private static Task EnterAsync(TestTrust trust, Func<CaseNight, Case, bool, (Case After, IReadOnlyList<string> Refusals)> enter) =>
        trust.InScopeAsync<CaseEntryRecorder>(async entries =>
        {
            var outcome = await entries.RecordAsync(
                (await trust.SettingsAsync()).Schools[0], Asked, Upn.Parse(SubjectTrust.Brother), enter, Token);
            Assert.Empty(outcome.Refusals);
        });
}
