using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The first figures of a page.</summary>
internal static class Glance
{
    public static IReadOnlyList<KeyFigure> Of(SummarySubject subject, IReadOnlyList<PhaseFigures> phases) =>
    [
        Attendance(subject),
        .. subject.Figures.Expectation is { } progress ? [ExpectationTable.KeyFigure(progress)] : Array.Empty<KeyFigure>(),
        .. subject.ShowsRates ? Rates(subject, phases) : [],
        .. subject.ShowsRates ? [Moved(subject)] : Array.Empty<KeyFigure>(),
        Waiting(subject),
        NoMark(subject),
    ];

    private static KeyFigure Attendance(SummarySubject subject)
    {
        var name = $"Attendance, {subject.Period.Kind.DescribeCurrent()}";
        if (!subject.ShowsRates || !Rate.TryOf(subject.Everyone.Tally, out var rate))
        {
            return new(name, Cell.Empty, subject.WhyNoRates, Tone.Plain);
        }

        var possible = $"{English.Number(subject.Everyone.Tally.Possible)} possible sessions";
        return subject.Targets is [var target]
            ? new(
                name, Cell.Percent(rate), $"{RateComparison.AgainstTarget(rate, target)}; {possible}", RateComparison.ToneOf(rate, target))
            : new(
                name, Cell.Percent(rate), $"The schools' targets are from {subject.Targets[0]} to {subject.Targets[^1]}; {possible}",
                Tone.Plain);
    }

    private static IEnumerable<KeyFigure> Rates(SummarySubject subject, IReadOnlyList<PhaseFigures> phases)
    {
        foreach (var phase in phases)
        {
            if (phase is { Attendance: { } rate, Rates: { } england })
            {
                yield return AgainstEngland(phase, rate, RateComparison.RateOf(england.Attendance), isOnly: phases.Count == 1);
            }
        }

        yield return PersistentAbsence(subject, phases);
        if (subject.Headcount.Pupils - subject.Headcount.TooEarly is >= Headcount.SmallestGroup and var measured)
        {
            yield return new(
                "Severely absent, pupils", subject.Headcount.SevereAbsence,
                $"{RateComparison.Share(subject.Headcount.SevereAbsence, measured).Content}% of "
                    + $"{English.Count(measured, "pupil")} missed half or more of the year so far",
                Tone.Plain);
        }

        var soFar = subject.Figures.Of(subject.Period with { Kind = PeriodKind.Year }).Everyone.Tally;
        if (subject.Figures.FourWeeks is { From: { } from, To: { } to } fourWeeks
            && Rate.TryOf(fourWeeks.Tally, out var weeks) && Rate.TryOf(soFar, out var year))
        {
            yield return new(
                "Attendance, last four weeks", Cell.Percent(weeks),
                $"{RateComparison.Against(weeks, year, "the year so far")}; {English.Days(from, to)}",
                weeks.IsBelow(year) ? Tone.Watch : Tone.Good);
        }

        if (subject.Figures.LastDay is { From: { } first, To: { } last } lastDay && Rate.TryOf(lastDay.Tally, out var day))
        {
            yield return new(
                "Attendance, last school day", Cell.Percent(day),
                first == last ? English.Weekday(last) : $"Each school's last day, {English.Days(first, last)}", Tone.Plain);
        }
    }

    private static KeyFigure AgainstEngland(PhaseFigures phase, Rate rate, Rate england, bool isOnly) => new(
        isOnly ? "Attendance at 5 to 15 years, as in England's figures"
            : $"Attendance at 5 to 15 years, {RateComparison.NameOf(phase.Phase)} schools",
        Cell.Percent(rate),
        $"{RateComparison.Against(rate, england, RateComparison.England(phase.Phase, england))}; {phase.Days}",
        rate.IsBelow(england) ? Tone.Watch : Tone.Good);

    private static KeyFigure PersistentAbsence(SummarySubject subject, IReadOnlyList<PhaseFigures> phases)
    {
        const string Name = "Persistently absent, share of pupils";
        var (pupils, measured) = (subject.Headcount.PersistentAbsence, subject.Headcount.Pupils - subject.Headcount.TooEarly);
        if (measured < Headcount.SmallestGroup)
        {
            return new(Name, Cell.Empty, $"Too early to say of {English.Count(subject.Headcount.TooEarly, "pupil")}", Tone.Plain);
        }

        var share = Rate.Of(pupils, measured);
        var of = $"{English.Number(pupils)} of {English.Count(measured, "pupil")} in the year so far";
        if (phases is not [{ Persistent: { } beside, Rates.PersistentAbsence: { } published } phase])
        {
            return new(Name, Cell.Percent(share), of, Tone.Plain);
        }

        var national = RateComparison.RateOf(published);
        return new(
            Name, Cell.Percent(share),
            $"{of}; at 5 to 15 years {beside}%, {RateComparison.Against(beside, national, RateComparison.England(phase.Phase, national))}",
            national.IsBelow(beside) ? Tone.Watch : Tone.Good);
    }

    private static KeyFigure Moved(SummarySubject subject)
    {
        const string Name = "Up a stage since last week, pupils";
        var compared = subject.Policies.Select(policy => policy.SinceWeek).OfType<StageMovements>()
            .Where(StageMovements.Shows).ToList();
        if (compared.Count == 0)
        {
            return new(Name, Cell.Empty, "Nothing to compare with yet: no stage was read last week", Tone.Plain);
        }

        var (up, down) = (compared.Sum(movements => movements.Up), compared.Sum(movements => movements.Down));
        return new(
            Name, up, $"{English.Number(down)} came down; compared with {English.Day(compared.Min(movements => movements.Since))}",
            up > down ? Tone.Watch : Tone.Plain);
    }

    private static KeyFigure Waiting(SummarySubject subject)
    {
        var work = subject.Figures.Work;
        var overdue = work.ReviewsOverdue + work.ProposalsOverdue + work.DutiesOverdue;
        string[] kinds =
        [
            .. work.Reviews > 0 ? [English.Count(work.Reviews, "review")] : Array.Empty<string>(),
            .. work.Proposals == 0 ? Array.Empty<string>()
                : [English.Count(work.Proposals, work.Reviews > 0 ? "other proposal" : "proposal")],
            .. work.Duties > 0 ? [English.Count(work.Duties, "duty", "duties")] : Array.Empty<string>(),
        ];
        return new(
            "Waiting for people", work.Reviews + work.Proposals + work.Duties,
            kinds.Length == 0 ? "Nothing waits" : $"{English.List(kinds)}; {(overdue == 0 ? "none" : English.Number(overdue))} overdue",
            overdue > 0 ? Tone.Watch : Tone.Plain);
    }

    private static KeyFigure NoMark(SummarySubject subject) => new(
        "Sessions without a mark", subject.MissingMarks,
        $"on {English.Weekday(subject.Period.To)}; " + (subject.Intake.FilesHeld + subject.Intake.FilesRejected == 0
            ? "no file was held or sent back"
            : $"{English.Count(subject.Intake.FilesHeld, "file")} held, {English.Number(subject.Intake.FilesRejected)} sent back"),
        subject.MissingMarks + subject.Intake.FilesHeld + subject.Intake.FilesRejected > 0 ? Tone.Watch : Tone.Good);
}
