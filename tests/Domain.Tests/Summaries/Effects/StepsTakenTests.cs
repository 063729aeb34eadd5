using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Effects;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Summaries.Effects;

public sealed class StepsTakenTests
{
    private static readonly DateOnly Day = A.Day(2025, 11, 5);

    [Theory]
    [InlineData(LetterKind.AttendanceContract1, StepKind.Contract)]
    [InlineData(LetterKind.AttendanceContract3, StepKind.Contract)]
    [InlineData(LetterKind.HeadteacherInvitation, StepKind.Meeting)]
    [InlineData(LetterKind.FormalLetter, StepKind.Letter)]
    public void A_letter_is_the_step_that_it_stands_for(LetterKind letter, StepKind step) =>
        Assert.Equal([(step, Day)], StepsTaken.Of([Happened(1, CaseEventKind.Confirmed, letter)], []));

    [Theory]
    [InlineData(LetterKind.ImprovementLetter)]
    [InlineData(LetterKind.TermlyLetter)]
    [InlineData(LetterKind.ReferralSummary)]
    public void Thanks_a_report_to_everybody_and_what_goes_to_others_are_no_step(LetterKind letter) =>
        Assert.Empty(StepsTaken.Of([Happened(1, CaseEventKind.Improved, letter)], []));

    [Fact]
    public void A_meeting_that_somebody_wrote_down_is_a_step_on_its_own_day_unless_it_was_corrected_since()
    {
        var meeting = Happened(1, CaseEventKind.Logged) with { Entry = Entry("Meeting", Day.AddDays(-2)) };
        var call = Happened(2, CaseEventKind.Logged) with { Entry = Entry("Call", Day) };
        var correction = Happened(3, CaseEventKind.Logged) with { Entry = Entry("Note", Day) with { Corrects = 1 } };

        Assert.Equal([(StepKind.Meeting, Day.AddDays(-2))], StepsTaken.Of([meeting, call], []));
        Assert.Empty(StepsTaken.Of([meeting, call, correction], []));
    }

    [Theory]
    [InlineData(MessageKind.Stage, NudgeState.Delivered, StepKind.Nudge)]
    [InlineData(MessageKind.Meeting, NudgeState.Accepted, StepKind.Meeting)]
    [InlineData(MessageKind.Stage, NudgeState.Expired, null)]
    [InlineData(MessageKind.ThankYou, NudgeState.Delivered, null)]
    public void A_message_of_concern_is_a_step_once_it_may_have_left(MessageKind kind, NudgeState state, StepKind? step)
    {
        var nudge = Message(kind).Stored(state: state);

        Assert.Equal(step is { } expected ? [(expected, Day)] : [], StepsTaken.Of([], [nudge]));
    }

    private static Nudge Message(MessageKind kind)
    {
        var (school, upn) = (SchoolId.Parse("141234"), Upn.Parse("A1"));
        var key = NudgeKey.Of(TestSecret.Value, school, upn, kind, "2025-2", Channel.Text, 1);
        return new(new(school, new(2025), key), upn, kind, "2025-2", Channel.Text, 1, Day.AddDays(-1), Day, Day.AddDays(4));
    }

    private static CaseEvent Happened(int number, CaseEventKind kind, params LetterKind[] letters) =>
        new(number, Day, kind, 0, 1, "What", "Known", By: null, "", Key: null, letters);

    private static LogEntry Entry(string kind, DateOnly on) => new(kind, on, null, "", "Text", "", ForReferral: false, Corrects: null);
}
