using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Moves a case by the rules of its policy and by people's decisions (domain 0.3): a pure function of what the night knows and
/// the case before. A night that is repeated changes nothing, and several nights at once come to what they would have come to
/// one by one, because each school day since the last is gone through in its turn.
/// </summary>
public static class CaseEngine
{
    /// <summary>A case after a night; what happened in it is among <see cref="Case.Latest"/>.</summary>
    /// <param name="night">What the night knows of the pupil.</param>
    /// <param name="before">The case before it, of this school year.</param>
    /// <param name="lastNight">The last night on which the case was looked at; from the next school day on it is caught up with.
    /// <see cref="DateOnly.MinValue"/> for a pupil who is seen for the first time: what was before is nobody's omission.</param>
    public static Case Run(CaseNight night, Case before, DateOnly lastNight)
    {
        if (!CaseCarry.IsUnder(night.Policy, before))
        {
            before = CaseCarry.UnderPolicy(night, before);
            lastNight = DateOnly.MinValue;
        }

        var progress = new CaseProgress(night, before);
        foreach (var date in DaysSince(lastNight, night))
        {
            Pass(progress, night.On(date));
        }

        return Latest(progress, before, night.Night);
    }

    private static IEnumerable<DateOnly> DaysSince(DateOnly lastNight, CaseNight night)
    {
        var missed = lastNight == DateOnly.MinValue || lastNight >= night.Night
            ? []
            : night.Calendar.SchoolDaysFrom(lastNight.AddDays(1)).TakeWhile(day => day < night.Night);
        return missed.Where(night.Pupil.OnRoll.Contains).Append(night.Night);
    }

    private static void Pass(CaseProgress progress, CaseDay day)
    {
        DecisionRules.Apply(progress, day);
        if (!day.IsSchoolDay)
        {
            return;
        }

        Corrections.Apply(progress, day);
        Recheck(progress, day);
        Advance(progress, day);
        TriggerRules.Apply(progress, day);
    }

    /// <summary>An open proposal is withdrawn when its grounds are gone, unless a person has decided on it already.</summary>
    private static void Recheck(CaseProgress progress, CaseDay day)
    {
        var open = progress.Current.Proposal;
        if (!open.IsOpen || progress.Current.Decided.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        var now = StillWants(progress.Current, day);
        if (now is Want.Propose same && same.Is(open) && !IsPausedBy(day, same, progress.Current))
        {
            progress.Quietly(current => current with { Proposal = open with { IsUrgent = same.IsUrgent } });
            return;
        }

        progress.Withdraw(day, WhyWithdrawn(progress.Current, day, now));
    }

    private static string WhyWithdrawn(Case current, CaseDay day, Want now)
    {
        if (now.Escalates(current.Step.Stage) && IsPausedBy(day, now, current))
        {
            return "a circumstance is on file.";
        }

        var then = Wants(current, day.Night.On(current.Proposal.On));
        return then is Want.Propose same && same.Is(current.Proposal)
            ? $"{CaseWords.LookedAt(day, current)} now."
            : $"marks were corrected since {CaseWords.Date(current.Proposal.On)}. {CaseWords.LookedAt(day, current)}.";
    }

    /// <summary>What is asked for until nothing more is: a pupil who falls far passes the informal stages to the proposal of a formal one.</summary>
    private static void Advance(CaseProgress progress, CaseDay day)
    {
        while (!progress.Current.Proposal.IsOpen)
        {
            var want = Wants(progress.Current, day);
            var isPaused = IsPausedBy(day, want, progress.Current);
            NotePause(progress, day, isPaused);
            if (isPaused || want is Want.Nothing)
            {
                return;
            }

            switch (want)
            {
                case Want.Move move:
                    progress.MoveTo(day, move.Stage, move.Why);
                    break;
                case Want.Propose propose:
                    progress.Open(day, propose);
                    break;
            }
        }
    }

    /// <summary>"Genuine reason" (D0): nothing escalates while a circumstance is on file. What gets better is not kept from it.</summary>
    private static bool IsPausedBy(CaseDay day, Want want, Case current) =>
        day.Night.Pupil.Circumstance.Length > 0 && want.Escalates(current.Step.Stage);

    private static void NotePause(CaseProgress progress, CaseDay day, bool isPaused)
    {
        if (isPaused && !progress.Current.IsPaused)
        {
            progress.Add(day, CaseEventKind.Paused, progress.Current.Step.Stage, "A circumstance is on file; the case does not escalate while it stands.");
        }
        else if (progress.Current.IsPaused && day.Night.Pupil.Circumstance.Length == 0)
        {
            progress.Add(day, CaseEventKind.Resumed, progress.Current.Step.Stage, "There is no circumstance on file any more.");
        }

        progress.Quietly(current => current with { IsPaused = isPaused || (current.IsPaused && day.Night.Pupil.Circumstance.Length > 0) });
    }

    private static Want Wants(Case current, CaseDay day) =>
        Leaving(current, day) is var leaving and not Want.Nothing ? leaving
        : ReviewRules.On(day, current) is var review and not Want.Nothing ? review
        : day.Night.Policy.Ladder switch
        {
            Ladder.ByBand bands => BandRules.On(day, current, bands),
            Ladder.ByProcess process => ProcessRules.On(day, current, process),
            var other => throw new ArgumentOutOfRangeException(nameof(current), other, "Not a ladder."),
        };

    /// <summary>
    /// What is asked for where something stands open. Its facts are those of the night on which it was proposed, as the marks are
    /// now; only a ladder that looks every night looks at today's.
    /// </summary>
    private static Want StillWants(Case current, CaseDay day) =>
        Leaving(current, day) is var leaving and not Want.Nothing ? leaving
        : Wants(current, current.Proposal.IsReview || day.Night.Policy.Ladder.Looks != Rhythm.Nightly ? day.Night.On(current.Proposal.On) : day);

    private static Want Leaving(Case current, CaseDay day) =>
        day.Night.Policy.Ladder is Ladder.ByProcess process ? ProcessRules.Leaving(day, current, process) : Want.Nothing.More;

    private static Case Latest(CaseProgress progress, Case before, DateOnly night)
    {
        if (progress.Current == before)
        {
            return before;
        }

        var latest = before.Night == night ? before.Latest.Concat(progress.Events) : progress.Events;
        return progress.Current with { Night = night, Latest = [.. latest] };
    }
}
