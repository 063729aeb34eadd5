using AttendanceFunctions.Domain.Text.Templates;

namespace AttendanceFunctions.Domain.Letters;

/// <summary>Fields of letters about a step: the stage, the attendance since, and the date of the review.</summary>
internal static class StepFields
{
    /// <summary>A blank line, where staff fill in what only they know.</summary>
    private const string ToFillIn = "____________________";

    private const string ShortLine = "__________";

    /// <summary>How many actions there is room for in a contract whose agreement is not recorded yet.</summary>
    private const int LinesToFillIn = 3;

    private const string ToBeAgreed = "to be agreed";

    public static IReadOnlyList<Field<LetterFacts>> Fields { get; } =
    [
        new("StageName", "The policy's name for the stage.", StageName),
        new("StepAgreedOn", "The night on which the step began or a person confirmed it; a line to write on where there is none.",
            facts => StepOf(facts) is { } step ? English.Day(step.On) : ToFillIn),
        new("MonitoredFor", "How long attendance is monitored before the review: 4 weeks; \"to be agreed\" where the policy sets no time.",
            MonitoredFor),
        new("ReviewDate", "The day of the review; \"to be agreed\" where the policy sets none or the calendar does not reach that far.",
            ReviewOn),
        new("AttendanceThen", "The attendance when the step was agreed, as the marks are now.",
            facts => LetterFormat.Of((facts.Step?.Corrected ?? default).TryGetRate(out var rate), rate)),
        new("AttendanceSince", "The attendance since.", facts => LetterFormat.Of(facts.SinceStep.TryGetRate(out var rate), rate)),
        new("DaysMissedSince", "School days missed since: ½ day.",
            facts => facts.Lost(facts.SinceStep.Authorised + facts.SinceStep.Unauthorised).DaysInWords),
        new("DaysPossibleSince", "School days since on which the child could have been in school: 20 days.",
            facts => facts.Lost(facts.SinceStep.Possible).DaysInWords),
        new("MetOn", "The day of the meeting that agreed the contract; a line to write on until it is recorded.",
            facts => facts.Agreement is { } agreement ? English.Day(agreement.MetOn) : ToFillIn),
        new("AgreedBy", "Who agreed; a line to write on until it is recorded.", facts => facts.Agreement?.AgreedBy ?? ToFillIn),
        new("Goal", "The attendance that was agreed; until it is recorded, days to fill in.",
            facts => facts.Agreement?.Target is { } target ? $"attendance of {target} or more" : "at most ________ days missed by then"),
        new("MeetingDate", "A line to write on.", _ => ToFillIn),
        new("MeetingTime", "A line to write on.", _ => ToFillIn),
        new("MeetingPlace", "A line to write on.", _ => ToFillIn),
    ];

    /// <summary>The actions that were agreed.</summary>
    public static FieldList<LetterFacts> Agreed { get; } = new(
        "Agreed",
        "The actions that were agreed; lines to write on until they are recorded.",
        [new("What", "What is done."), new("Who", "Whose it is."), new("ByWhen", "The day by which it is done; may be empty.")],
        facts => facts.Agreement is { Actions: { Count: > 0 } actions }
            ? [.. actions.Select(action =>
                (IReadOnlyList<string>)[action.What, action.Who, action.By is { } by ? English.Day(by) : ""])]
            : [.. Enumerable.Repeat<IReadOnlyList<string>>([ToFillIn, ShortLine, ShortLine], LinesToFillIn)]);

    public static IReadOnlyList<Condition<LetterFacts>> Conditions { get; } =
    [
        new("Step", "There is a step, and at least five school days since it.", facts => facts.SinceStep.Possible >= WorthTelling),
        new("MissedSince", "The child missed at least half a day since.",
            facts => facts.SinceStep.Authorised + facts.SinceStep.Unauthorised > 0),
    ];

    // Minimum possible sessions: five school days. A rate of fewer would mean little.
    private const int WorthTelling = 10;

    // The case may come from another policy, which may have more stages than this one.
    private static Step? StepOf(LetterFacts facts) => facts.Step is { } step && step.Stage <= facts.Policy.Stages.Count ? step : null;

    private static string StageName(LetterFacts facts) =>
        StepOf(facts) is { } step ? facts.Policy.NameOf(step.Stage) : facts.Policy.Top.Name;

    private static Monitoring? MonitoringOf(LetterFacts facts) =>
        StepOf(facts) is { } step ? facts.Policy.StageAt(step.Stage).Monitoring : null;

    private static string ReviewOn(LetterFacts facts)
    {
        var on = MonitoringOf(facts) is { } monitoring && StepOf(facts) is { } step
            ? ReviewDays.ReviewOf(monitoring, step, facts.Agreement, facts.School.Calendar)
            : null;
        return on is { } day ? English.Day(day) : ToBeAgreed;
    }

    private static string MonitoredFor(LetterFacts facts) => MonitoringOf(facts)?.Time switch
    {
        null => ToBeAgreed,
        MonitoringTime.Weeks weeks => English.Count(weeks.Count, "week"),
        MonitoringTime.SchoolDays days => English.Count(days.Count, "school day"),
        MonitoringTime.HalfTerms { Count: 0 } => "the rest of this half term",
        MonitoringTime.HalfTerms { Count: 1 } => "this half term and the next one",
        MonitoringTime.HalfTerms halfTerms => $"this half term and {English.Count(halfTerms.Count, "more half term")}",
        var time => throw new ArgumentOutOfRangeException(nameof(facts), time, "Not a time."),
    };
}
