using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The trust lead reviews what the policies ask of the trust, and sees how far its schools are.</summary>
public sealed class TrustPolicyTests(AzuriteFixture azurite)
{
    private const string Lead = "trust@trust.example";

    private const string Ada = "UPNADA111";

    private const string Training = "Ensure that staff receive training on attendance";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trust_lead_answers_a_sentence_of_the_trust_at_once()
    {
        await using var trust = await StartAsync();
        Assert.Contains("Share knowledge across schools", await PageAsync(trust), StringComparison.Ordinal);

        var key = await KeyAsync(trust, "Share knowledge across schools");
        Assert.IsType<SeeOther>(await AnswerAsync(trust, Lead, key.ToString(), "in part", "Heads meet each half term"));

        var page = await PageAsync(trust);
        Assert.Contains("In part, answered by Helen Marsh on 29 September 2025. What shows it: Heads meet each half term", page,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_how_far_each_school_is_and_whose_staff_are_trained()
    {
        await using var trust = await StartAsync();
        var school = PolicyReview.OfSchool(await PolicyAsync(trust), new Dictionary<OpaqueKey, ReviewAnswer>()).First(line => line.IsAsked);
        await trust.PostAsync<AnswerPolicyReview>(
            Visitor.Office, Ada, (DecideFields.Row, school.Key.ToString()), (DecideFields.Decision, "in place"), (DecideFields.Note, ""));

        Assert.Matches(@"1 of \d+", await PageAsync(trust));
        Assert.Contains("0 of 2 schools in this school year", OneLine(await PageAsync(trust)), StringComparison.Ordinal);

        var key = PolicyReview.TrainingAt("141234").ToString();
        Assert.IsType<SeeOther>(await AnswerAsync(trust, Lead, key, "in place", "3 September, 24 staff"));
        var page = OneLine(await PageAsync(trust));
        Assert.Contains("1 of 2 schools in this school year", page, StringComparison.Ordinal);
        Assert.Contains("On record in this school year: staff of 1 of 2 schools", page, StringComparison.Ordinal);

        // Training is of a school year: in the spring term it is still on record, while the sentences are asked anew.
        trust.Clock.Set("2026-01-12 09:00");
        page = OneLine(await PageAsync(trust));
        Assert.Contains("What shows it: 3 September, 24 staff", page, StringComparison.Ordinal);
        Assert.DoesNotContain("answered by Jo Hill", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("office@trust.example")]
    [InlineData("head@trust.example")]
    [InlineData("systems@trust.example")]
    [InlineData("stranger@trust.example")]
    public async Task Nobody_else_sees_it_or_answers(string signInName)
    {
        await using var trust = await StartAsync();
        var key = await KeyAsync(trust, Training);

        var shown = await trust.GetAsync<ShowTrustPolicyReview>(signInName, Ada);
        var answered = await AnswerAsync(trust, signInName, key.ToString(), "in place", "");

        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(shown).Status);
        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answered).Status);
        Assert.Empty(await trust.Get<ReviewTable>().ReadOfTrustAsync(new(new(2025), 1), Token));
    }

    [Theory]
    [InlineData("none", "in place", "The sentence is not one of the trust")]
    [InlineData(null, "done", "cannot be answered in a review")]
    public async Task An_answer_to_nothing_and_a_word_that_is_no_answer_are_refused(string? row, string word, string refusal)
    {
        await using var trust = await StartAsync();
        var key = row ?? (await KeyAsync(trust, Training)).ToString();

        var answer = Assert.IsType<OfficeAnswer>(await AnswerAsync(trust, Lead, key, word, ""));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Contains(refusal, answer.Html, StringComparison.Ordinal);
    }

    private Task<TestTrust> StartAsync() => StartAsync(Visitor.TrustAsync(azurite, "odst"));

    private static async Task<TestTrust> StartAsync(Task<TestTrust> started)
    {
        var trust = await started;
        trust.Clock.Set("2025-09-29 09:00");
        return trust;
    }

    private static async Task<string> PageAsync(TestTrust trust)
    {
        var answer = Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowTrustPolicyReview>(Lead, Ada));
        Assert.Equal(StatusCodes.Status200OK, answer.Status);
        return answer.Html;
    }

    private static string OneLine(string html) => English.OneLine(html);

    private static Task<IResult> AnswerAsync(TestTrust trust, string by, string key, string word, StringValues note) =>
        trust.PostAsync<AnswerTrustPolicyReview>(
            by, Ada, (DecideFields.Row, key), (DecideFields.Decision, word), (DecideFields.Note, note));

    private static async Task<Policy> PolicyAsync(TestTrust trust) => (await trust.SettingsAsync()).Schools[0].Policy;

    private static async Task<OpaqueKey> KeyAsync(TestTrust trust, string text) => PolicyReview
        .OfTrust(await PolicyAsync(trust), new Dictionary<OpaqueKey, ReviewAnswer>())
        .Single(line => line.Sentence.Action.Text == text).Key;
}
