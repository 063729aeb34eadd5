using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>The steps that were taken for a pupil, read from the case's history and the ledger of messages.</summary>
public static class StepsTaken
{
    /// <summary>The steps of one pupil, each with its day.</summary>
    /// <param name="history">The events of the pupil's case.</param>
    /// <param name="ledger">The pupil's rows of the ledger.</param>
    public static IEnumerable<(StepKind Kind, DateOnly On)> Of(IReadOnlyList<CaseEvent> history, IEnumerable<Nudge> ledger)
    {
        var prepared =
            from happened in history
            from letter in happened.Letters
            let kind = KindOf(letter)
            where kind is not null
            select (kind.Value, happened.On);
        var met =
            from entry in CaseLog.Standing(history).Select(written => written.Entry).OfType<LogEntry>()
            where entry.Kind == EntryKinds.Meeting
            select (StepKind.Meeting, entry.On);
        var sent =
            from nudge in ledger
            where nudge.State.MayHaveLeft() && (nudge.Kind.IsOfConcern() || nudge.Kind == MessageKind.Meeting)
            select (nudge.Kind == MessageKind.Meeting ? StepKind.Meeting : StepKind.Nudge, nudge.FirstDay);
        return prepared.Concat(met).Concat(sent);
    }

    /// <summary>The kind of step that a letter stands for; null for thanks, reports to everybody and what goes to others.</summary>
    private static StepKind? KindOf(LetterKind letter) => letter switch
    {
        _ when letter.IsContract() => StepKind.Contract,
        LetterKind.MeetingInvitation or LetterKind.HeadteacherInvitation or LetterKind.ReferralMeetingInvitation => StepKind.Meeting,
        LetterKind.ConcernLetter or LetterKind.FormalLetter or LetterKind.FinalWarning => StepKind.Letter,
        _ => null,
    };
}
