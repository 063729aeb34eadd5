using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Summaries.Figures;

/// <summary>What the product has on record of a term, beside the sentences of a policy.</summary>
public sealed class TermEvidenceTests
{
    private static readonly SchoolTerm Autumn = new(new(2025), 1);

    private static readonly Policy Millbrook = A.Policy("millbrook");

    private static readonly DateOnly Monday = A.Day(2025, 9, 29);

    [Fact]
    public void A_sentence_that_a_letter_or_a_message_fulfils_says_how_many_there_were()
    {
        var sent = Plan.On(A.Day(2025, 9, 16), Millbrook).Of(MessageKind.ContactDetails, Night.Unchanged, Plan.Stage1);
        var evidence = TermEvidence.Of(
            A.School(Millbrook), Autumn, [LetterKind.TermlyLetter, LetterKind.TermlyLetter, LetterKind.FormalLetter], [], [],
            [.. new[] { NudgeState.Delivered, NudgeState.Expired }.SelectMany(state => sent.Select(row => row.Stored(state: state)))]);

        Assert.Equal("Prepared in this term: 2 letters", Of(evidence, "Report to parents each term"));
        Assert.Equal("Sent in this term: 1 message", Of(evidence, "Check contact details regularly"));
    }

    [Fact]
    public void A_sentence_with_a_kind_of_entry_says_how_many_stand_in_the_logs_of_the_term()
    {
        CaseEvent[] one =
        [
            Logged(1, "Meeting", Monday), Logged(2, "Meeting", A.Day(2025, 7, 1)), Logged(3, "Call", Monday),
            Logged(4, "Meeting", Monday.AddDays(1), corrects: 1),
        ];
        var evidence = With(one, [Logged(1, "Meeting", Monday)]);

        Assert.Equal("Entries of the kind Meeting in this term's logs: 2", Of(evidence, "Follow the attendance process"));
        Assert.Equal("Entries of the kind Call in this term's logs: 1", Of(evidence, "Take parents' calls"));
    }

    [Fact]
    public void What_the_product_looks_for_says_how_often_it_came_up_and_how_often_somebody_did_it()
    {
        var key = CaseKey.Of(A.School().Id, A.Pupil().Upn, 1);
        var duty = Millbrook.Triggers.Single(trigger => trigger.Fact == TriggerFact.Lateness).Duty.What;
        var evidence = With(
            [
                Event(1, CaseEventKind.Due, $"{duty}. Due by 10 October 2025.", key), Event(2, CaseEventKind.Done, $"{duty}. Done.", key),
                Event(3, CaseEventKind.Due, "Another thing.", CaseKey.Of(A.School().Id, A.Pupil().Upn, 3)),
                Event(4, CaseEventKind.LeaveAsked, "", null), Event(5, CaseEventKind.Entered, "", null) with { To = 1 },
            ],
            [Event(1, CaseEventKind.Due, $"{duty}. Due by 10 October 2025.", CaseKey.Of(A.School().Id, A.Pupil().Upn, 7))]);

        Assert.Equal("Came up in this term: 2; done: 1", Of(evidence, "Ask the parents of a persistently late pupil"));
        Assert.Equal("Requests in this term: 1; answers: 0", Of(evidence, "Refuse exceptional leave where truancy"));
        Assert.Equal(
            "Moves to a stage of more concern in this term: 1",
            evidence.Of(Millbrook.StageAt(1).Actions.First(action => action.Fulfilment is Fulfilment.ByOutput)));
    }

    [Fact]
    public void A_sentence_about_reviews_says_how_many_were_due_and_how_many_were_held_on_time()
    {
        var het = A.Policy("het");
        var (friday, nextTerm) = (A.Day(2025, 10, 3), A.Day(2026, 1, 16));
        CaseEvent Raised(int number, DateOnly on) =>
            Event(number, CaseEventKind.Due, "Review of attendance at Targeted.", KeyOf(number)) with { On = on, From = 2, To = 2 };
        CaseEvent Done(int number, int of, DateOnly on, CaseEventKind kind = CaseEventKind.Done) =>
            Event(number, kind, "", KeyOf(of)) with { On = on };

        var evidence = TermEvidence.Of(
            A.School(het), Autumn, [],
            [
                // Due on Friday of the next week: held that day, and a school day later.
                [Raised(1, friday), Done(2, 1, friday.AddDays(7))],
                [Raised(1, friday), Done(2, 1, friday.AddDays(10))],
                [Raised(1, friday), Done(2, 1, friday.AddDays(3), CaseEventKind.Withdrawn), Raised(3, friday), Raised(4, nextTerm)],
            ],
            [], []);

        Assert.Equal(
            "Reviews due in this term: 3; held: 2, on time: 1",
            evidence.Of(ActionOf(het.StageAt(2), ProductOutput.StageReview)));
    }

    [Fact]
    public void The_review_of_an_agreed_step_is_on_time_within_five_school_days_and_leaving_the_ladder_is_none()
    {
        CaseEvent Proposed(int number, string why = "That is little or no improvement.") =>
            Event(number, CaseEventKind.Proposed, why, KeyOf(number)) with { From = 4, To = 5 };
        CaseEvent Decided(int of, CaseEventKind kind, int days) => Event(10 + of, kind, "", KeyOf(of)) with { On = Monday.AddDays(days) };

        var evidence = With(
            [Proposed(1), Decided(1, CaseEventKind.Extended, 7)], [Proposed(1), Decided(1, CaseEventKind.Confirmed, 8)], [Proposed(1)],
            [Proposed(1, "Attendance is 93.0%, above 92%: no further action."), Decided(1, CaseEventKind.Closed, 1)]);

        Assert.Equal(
            "Reviews due in this term: 3; held: 2, on time: 1",
            evidence.Of(ActionOf(Millbrook.StageAt(4), ProductOutput.Monitoring)));
    }

    [Fact]
    public void A_visit_counts_that_somebody_wrote_down()
    {
        var visited = new Case(A.Pupil().Upn, "millbrook") with
        {
            Contacts =
            [
                new("a", Monday, ContactMethod.Visited, Someone.SignedIn(), ""),
                new("b", Monday, ContactMethod.Contact, Someone.SignedIn(), ""),
            ],
        };

        Assert.Equal(
            "Visits on record in this term: 1",
            Of(TermEvidence.Of(A.School(Millbrook), Autumn, [], [], [visited], []), "Visit the home if nobody"));
    }

    [Fact]
    public void Where_the_product_has_nothing_to_count_it_says_nothing()
    {
        Assert.Equal("", Of(With([Logged(1, "Meeting", Monday)]), "Promote attendance across the school's policies"));
        Assert.Equal("", Of(TermEvidence.None, "Draw trends by characteristics"));
    }

    private static string Of(TermEvidence evidence, string sentence) =>
        evidence.Of(Millbrook.Top.Actions.Single(action => action.Text.StartsWith(sentence, StringComparison.Ordinal)));

    private static TermEvidence With(params CaseEvent[][] histories) =>
        TermEvidence.Of(A.School(Millbrook), Autumn, [], histories, [], []);

    private static PolicyAction ActionOf(Stage stage, ProductOutput output) => stage.Actions.Single(action =>
        action.Fulfilment is Fulfilment.ByOutput by && by.Output == output);

    private static CaseKey KeyOf(int number) => CaseKey.Of(A.School().Id, A.Pupil().Upn, number);

    private static CaseEvent Logged(int number, string kind, DateOnly on, int? corrects = null) =>
        Event(number, CaseEventKind.Logged, "", null) with { Entry = new(kind, on, null, "", "It was said.", "", false, corrects) };

    private static CaseEvent Event(int number, CaseEventKind kind, string what, CaseKey? key) =>
        new(number, Monday, kind, 0, 0, what, "", Someone.SignedIn(), "", key, []);
}
