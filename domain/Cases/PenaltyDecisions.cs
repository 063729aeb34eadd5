using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What people may decide in a penalty matter (domain 0.15), what is refused and why, and what each decision does.</summary>
internal static class PenaltyDecisions
{
    /// <summary>The most days ahead at which a Notice to Improve may begin.</summary>
    private const int BeginsWithin = 28;

    /// <summary>What may be decided about the open matter, a parent's line or a notice; empty where there is none with this key.</summary>
    public static IReadOnlyList<DecisionChoice> Allowed(PenaltyRecord penalty, CaseKey key) =>
        penalty.Matter is { } matter && matter.Key == key ? OfMatter(matter.State)
        : LineOf(penalty, key) is { } line ? OfLine(line.State)
        : penalty.Notices.FirstOrDefault(notice => notice.Key == key) is { } notice ? OfNotice(notice)
        : [];

    /// <summary>Why a decision that is allowed cannot be recorded; empty if it can.</summary>
    public static string Refusal(PenaltyRecord penalty, Decision decision)
    {
        var word = decision.Choice.InWords();
        if (decision.Choice.NeedsReason() && !decision.Note.Any(char.IsLetter))
        {
            return $"\"{word}\" needs a reason: write into Note why it is decided.";
        }

        if (decision.Happened is null && decision.Choice.NeedsDay())
        {
            return $"\"{word}\" needs the day of issue, as the notice states it.";
        }

        return DayRefusal(penalty, decision, word) is { Length: > 0 } refusal ? refusal : ThirdRefusal(penalty, decision);
    }

    /// <summary>Carries out a decision that is allowed.</summary>
    public static void Apply(CaseProgress progress, CaseDay day, Decision decision)
    {
        var penalty = progress.Current.Penalty;
        // Another decision of the same night may have made this one impossible since it was recorded.
        if (Refusal(penalty, decision) is { Length: > 0 } refusal)
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, progress.Current.Stage,
                $"\"{decision.Choice.InWords()}\" could not be carried out: {refusal}", decision, decision.Key);
        }
        else if (penalty.Matter is { } matter && matter.Key == decision.Key)
        {
            OfMatter(progress, day, matter, decision);
        }
        else if (LineOf(penalty, decision.Key) is { } line)
        {
            OfLine(progress, day, line, decision);
        }
        else
        {
            OfNotice(progress, day, penalty.Notices.First(notice => notice.Key == decision.Key), decision);
        }
    }

    /// <summary>The lines of the parents whom the roster names, none of them decided.</summary>
    public static IReadOnlyList<ParentLine> LinesOf(CaseKey matter, Pupil pupil) =>
        [.. PenaltyParent.Of(pupil).Select(parent => new ParentLine(KeyOf(matter, parent), parent, new LineState.Undecided()))];

    private static IReadOnlyList<DecisionChoice> OfMatter(PenaltyState state) => state switch
    {
        PenaltyState.ThresholdMet =>
        [
            DecisionChoice.SupportFirst, DecisionChoice.NoticeToImprove, DecisionChoice.PenaltyNotice, DecisionChoice.NotAppropriate,
        ],
        PenaltyState.SupportFirst => [DecisionChoice.NoticeToImprove, DecisionChoice.PenaltyNotice, DecisionChoice.NotAppropriate],
        // A notice may be issued before the end of the period, where attendance clearly does not improve (national framework).
        PenaltyState.Improving { Proposed: null } => [DecisionChoice.Failed, DecisionChoice.NotAppropriate],
        PenaltyState.Improving { Proposed: DecisionChoice.Failed } =>
            [DecisionChoice.Failed, DecisionChoice.Met, DecisionChoice.NotAppropriate],
        PenaltyState.Improving => [DecisionChoice.Met, DecisionChoice.Failed, DecisionChoice.NotAppropriate],
        PenaltyState.Notice { RequestedOn: null } => [DecisionChoice.NotAppropriate],
        _ => [],
    };

    private static IReadOnlyList<DecisionChoice> OfLine(LineState state) => state switch
    {
        LineState.Undecided => [DecisionChoice.NoticeRequested, DecisionChoice.NotAppropriate, DecisionChoice.EarlierNotice],
        LineState.Requested => [DecisionChoice.NoticeIssued, DecisionChoice.NotAppropriate, DecisionChoice.EarlierNotice],
        _ => [],
    };

    private static IReadOnlyList<DecisionChoice> OfNotice(PenaltyNotice notice) => notice.End?.Outcome switch
    {
        null when notice.Sessions.Count == 0 => [DecisionChoice.Withdrawn],
        null => [DecisionChoice.Paid, DecisionChoice.Unpaid, DecisionChoice.Withdrawn],
        NoticeOutcome.Unpaid => [DecisionChoice.TakenToCourt, DecisionChoice.Withdrawn],
        NoticeOutcome.Paid => [DecisionChoice.Withdrawn],
        _ => [],
    };

    private static ParentLine? LineOf(PenaltyRecord penalty, CaseKey key) =>
        penalty.Matter?.State is PenaltyState.Notice notice ? notice.Parents.FirstOrDefault(line => line.Key == key) : null;

    private static CaseKey KeyOf(CaseKey matter, PenaltyParent parent) => CaseKey.Of(
        "penalty", matter.ToString(), ParentName.Of(parent.Name).ToString(), parent.Slot.ToString(CultureInfo.InvariantCulture));

    private static string DayRefusal(PenaltyRecord penalty, Decision decision, string word)
    {
        if (decision.Happened is not { } happened)
        {
            return "";
        }

        if (decision.Choice == DecisionChoice.NoticeToImprove)
        {
            return happened < decision.On || happened > decision.On.AddDays(BeginsWithin)
                ? $"A Notice to Improve begins from {English.Day(decision.On)} to {English.Day(decision.On.AddDays(BeginsWithin))}."
                : "";
        }

        var earliest = decision.Choice switch
        {
            DecisionChoice.EarlierNotice => null,
            DecisionChoice.NoticeIssued => (LineOf(penalty, decision.Key)?.State as LineState.Requested)?.Request.On,
            _ => penalty.Notices.FirstOrDefault(notice => notice.Key == decision.Key)?.IssuedOn ?? penalty.Matter?.On,
        };
        return happened > decision.On ? $"{English.Day(happened)} has not come yet: \"{word}\" is about what has happened."
            : happened < earliest ? $"\"{word}\" cannot have been before {English.Day(earliest.Value)}; look at the day again."
            : "";
    }

    /// <summary>National framework: at most two notices to one parent for one child within three years.</summary>
    private static string ThirdRefusal(PenaltyRecord penalty, Decision decision)
    {
        if (decision.Choice is not (DecisionChoice.NoticeRequested or DecisionChoice.NoticeIssued)
            || LineOf(penalty, decision.Key) is not { } line)
        {
            return "";
        }

        var on = decision.Happened ?? decision.On;
        var issued = penalty.IssuedTo(line.Parent);
        return PenaltyFigures.MayBeAnother(issued, on) ? "" : PenaltyFigures.Describe(issued, on);
    }

    private static void OfMatter(CaseProgress progress, CaseDay day, PenaltyMatter matter, Decision decision)
    {
        var step = StepOf(decision);
        switch (decision.Choice)
        {
            case DecisionChoice.SupportFirst:
                Tell(progress, day, decision, "The family is offered support before a penalty notice is considered again.");
                Move(progress, matter with { State = new PenaltyState.SupportFirst(step), Due = null });
                break;
            case DecisionChoice.NoticeToImprove:
                Improve(progress, day, matter, decision);
                break;
            case DecisionChoice.Failed or DecisionChoice.PenaltyNotice:
                Tell(progress, day, decision, decision.Choice == DecisionChoice.Failed
                    ? "Attendance did not improve in the improvement period; a penalty notice is the next step."
                    : "A penalty notice is the next step, without a Notice to Improve.");
                Move(progress, matter with
                {
                    State = new PenaltyState.Notice(step, RequestedOn: null, LinesOf(matter.Key, day.Night.Pupil))
                    {
                        After = matter.State as PenaltyState.Improving,
                    },
                    Due = progress.DueOn(day.Date, PenaltyRules.DueWithin),
                });
                break;
            default:
                Tell(progress, day, decision, decision.Choice == DecisionChoice.Met
                    ? "Attendance improved in the improvement period; there is no penalty notice."
                    : "There is no penalty notice.");
                PenaltyRules.Settle(progress, matter, decision.On);
                break;
        }
    }

    private static void Improve(CaseProgress progress, CaseDay day, PenaltyMatter matter, Decision decision)
    {
        var calendar = day.Night.Calendar;
        // The letter is made tonight, so the period begins on another day.
        var earliest = Dates.Later(day.Date.AddDays(1), decision.Happened ?? day.Date);
        var from = calendar.SchoolDaysFrom(earliest).FirstOrDefault(earliest);
        var until = ImprovementPeriod.LastDay(calendar, from, day.Night.School.Returns.NoticeToImproveWeeks);
        Tell(
            progress, day, decision, $"A Notice to Improve runs from {English.Day(from)} to {English.Day(until)}.",
            LetterKind.NoticeToImprove);
        Move(progress, matter with
        {
            State = new PenaltyState.Improving(StepOf(decision), from, until, Missed: 0, Unsettled: 0, Proposed: null),
            Due = null,
        });
    }

    private static void OfLine(CaseProgress progress, CaseDay day, ParentLine line, Decision decision)
    {
        var step = StepOf(decision);
        var who = line.Parent.InWords();
        switch (decision.Choice)
        {
            case DecisionChoice.NoticeRequested:
                Tell(
                    progress, day, decision, $"A penalty notice to {who} was requested on {English.Day(decision.Happened ?? decision.On)}.",
                    LetterKind.PenaltyRequest);
                Move(progress, line with { State = new LineState.Requested(step with { On = decision.Happened ?? decision.On }) });
                break;
            case DecisionChoice.NoticeIssued:
                Issue(progress, day, line, decision);
                break;
            case DecisionChoice.EarlierNotice:
                Tell(
                    progress, day, decision,
                    $"A penalty notice to {who} was issued on {English.Day(decision.Happened!.Value)}, before this matter.");
                AddNotice(progress, NoticeOf(progress, line, decision, []));
                break;
            default:
                Tell(progress, day, decision, $"There is no penalty notice to {who}.");
                Move(progress, line with { State = new LineState.NotAppropriate(step) });
                break;
        }

        if (progress.Current.Penalty.Matter is { State: PenaltyState.Notice notice } matter
            && notice.Parents.All(other => other.State.IsEnded))
        {
            PenaltyRules.Settle(progress, matter, notice.RequestedOn ?? decision.On);
        }
    }

    private static void Issue(CaseProgress progress, CaseDay day, ParentLine line, Decision decision)
    {
        var on = decision.Happened!.Value;
        var before = PenaltyFigures.Counting(progress.Current.Penalty.IssuedTo(line.Parent), on).Count;
        Tell(
            progress, day, decision,
            $"A penalty notice to {line.Parent.InWords()} was issued on {English.Day(on)}: the {(before == 0 ? "first" : "second")} within "
                + $"{English.Count(PenaltyFigures.On(on).Years, "year")}.");
        AddNotice(progress, NoticeOf(progress, line, decision, progress.Current.Penalty.Matter!.Sessions));
        Move(progress, line with { State = new LineState.Issued() });
    }

    private static PenaltyNotice NoticeOf(
        CaseProgress progress, ParentLine line, Decision decision, IReadOnlyList<Session> sessions) => new(
        CaseKey.Of("notice", line.Key.ToString(), progress.Current.Penalty.Notices.Count.ToString(CultureInfo.InvariantCulture)),
        line.Parent, decision.Happened!.Value, StepOf(decision), sessions);

    private static void OfNotice(CaseProgress progress, CaseDay day, PenaltyNotice notice, Decision decision)
    {
        var (outcome, what) = decision.Choice switch
        {
            DecisionChoice.Paid => (NoticeOutcome.Paid, "was paid"),
            DecisionChoice.Unpaid => (NoticeOutcome.Unpaid, "was not paid in time"),
            DecisionChoice.TakenToCourt => (NoticeOutcome.TakenToCourt, "was not paid, and the local authority prosecutes"),
            _ => (NoticeOutcome.Withdrawn, "was withdrawn: it does not count, and its sessions may count again"),
        };
        Tell(
            progress, day, decision,
            $"The penalty notice of {English.Day(notice.IssuedOn)} to {notice.Parent.InWords()} {what}.");
        var ended = notice with { End = new(outcome, decision.Happened ?? decision.On, StepOf(decision)) };
        PenaltyRules.Update(progress, penalty => penalty with
        {
            Notices = [.. penalty.Notices.Select(other => other.Key == notice.Key ? ended : other)],
        });
    }

    private static PersonsStep StepOf(Decision decision) => new(decision.On, decision.By, decision.Note);

    private static void Tell(
        CaseProgress progress, CaseDay day, Decision decision, string what, params LetterKind[] letters) => progress.Add(
        day, CaseEventKind.Penalty, progress.Current.Stage, $"{PenaltyDescription.Opening(decision.Choice)} {what}", decision,
        decision.Key, letters);

    private static void Move(CaseProgress progress, PenaltyMatter matter) =>
        PenaltyRules.Update(progress, penalty => penalty with { Matter = matter });

    private static void Move(CaseProgress progress, ParentLine line)
    {
        if (progress.Current.Penalty.Matter is { State: PenaltyState.Notice notice } matter)
        {
            var requestedOn = line.State is LineState.Requested requested ? requested.Request.On : (DateOnly?)null;
            IReadOnlyList<ParentLine> parents = [.. notice.Parents.Select(other => other.Key == line.Key ? line : other)];
            Move(progress, matter with
            {
                State = notice with { RequestedOn = notice.RequestedOn ?? requestedOn, Parents = parents },
                Due = parents.Any(other => other.State is LineState.Undecided) ? matter.Due : null,
            });
        }
    }

    private static void AddNotice(CaseProgress progress, PenaltyNotice notice) =>
        PenaltyRules.Update(progress, penalty => penalty with { Notices = [.. penalty.Notices, notice] });
}
