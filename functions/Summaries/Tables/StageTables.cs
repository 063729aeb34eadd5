using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Pupils by stage, and how many moved. Stages differ between policies, so each policy has its own rows.</summary>
internal static class StageTables
{
    private static readonly (string Heading, NudgeOutcome[] Outcomes, string Name)[] Columns =
    [
        ("Waiting for a person", [NudgeOutcome.Waiting], "waiting"),
        ("Released", [NudgeOutcome.Released], "released"),
        ("Sent, no report", [NudgeOutcome.Accepted], "sent"),
        ("Delivered", [NudgeOutcome.Delivered], "delivered"),
        ("Failed", [NudgeOutcome.Failed, NudgeOutcome.Undeliverable], "failed"),
        ("Not known whether sent", [NudgeOutcome.Unknown], "unknown"),
        ("Withheld by a person", [NudgeOutcome.Withheld], "withheld"),
        ("Expired", [NudgeOutcome.ExpiredUnreleased, NudgeOutcome.ExpiredReleased], "expired"),
        ("Not sent, for a reason", [NudgeOutcome.Suppressed, NudgeOutcome.HeldOut], "suppressed"),
    ];

    public static SummaryTable Stages(SummarySubject subject) => new(
        "stages", "Stages", "Pupils at each stage",
        $"The school year to {English.Day(subject.Period.To)}, of the {English.Count(subject.Headcount.Pupils, "pupil")} on "
            + $"roll. A stage counts in its own policy. Of fewer than {Headcount.SmallestGroup} pupils under one policy, stages are "
            + "not shown.",
        [
            new("stage_name", "Stage", 34), new("stage", "Number", 8), new("pupils", "Pupils", 10), new("percent", "Share", 10),
            new("policy", "Policy", 34),
        ],
        [.. subject.Policies.Where(policy => policy.Headcount.Pupils > 0).SelectMany(Stages)],
        subject.WhyNoRates);

    private static IEnumerable<SummaryRow> Stages(StagesOfPolicy policy)
    {
        var pupils = policy.Headcount.Pupils;
        if (!policy.ShowsStages)
        {
            return [new(["All pupils", Cell.Empty, pupils, Cell.Empty, policy.Policy]) { IsTotal = true }];
        }

        // A stage that the policy no longer has is shown while a pupil is at it.
        var last = Math.Max(policy.Stages.Count, policy.Headcount.AtStage.ToList().FindLastIndex(count => count > 0) + 1);
        return Enumerable.Range(0, last)
            .Select(stage => (
                Cell: Cell.Number(stage), Name: policy.NameOf(stage),
                Count: stage < policy.Headcount.AtStage.Count ? policy.Headcount.AtStage[stage] : 0))
            .Append((Cell: Cell.Empty, Name: "Too early to say", Count: policy.Headcount.TooEarly))
            .Select(row => new SummaryRow([row.Name, row.Cell, row.Count, RateComparison.Share(row.Count, pupils), policy.Policy]))
            .Append(new(["All pupils", Cell.Empty, pupils, RateComparison.Share(pupils, pupils), policy.Policy]) { IsTotal = true });
    }

    /// <summary>How many pupils moved to a stage of more or less concern, since last week and since the last half term.</summary>
    public static SummaryTable Movements(SummarySubject subject) => new(
        "movements", "Movements", "Pupils who moved to another stage",
        $"Stages as they were read on the day from which is compared, and on {English.Day(subject.Period.To)}. Up is towards "
            + "more concern. Pupils without a stage on one of the two days are not compared.",
        [
            new("since", "Since", 14), new("since_date", "Day", 12), new("movement", "Movement", 14), new("from_stage", "From", 30),
            new("to_stage", "To", 30), new("pupils", "Pupils", 10), new("percent", "Share", 10), new("policy", "Policy", 34),
        ],
        [
            .. subject.Policies.SelectMany(policy => Rows(policy, "Last week", policy.SinceWeek)),
            .. subject.Policies.SelectMany(policy => Rows(policy, "Last half term", policy.SinceHalfTerm)),
        ],
        "The school year has no week or half term to compare with yet, or no stage was read then.");

    private static IEnumerable<SummaryRow> Rows(StagesOfPolicy policy, string since, StageMovements? movements)
    {
        if (movements is not { Since: var day } || !StageMovements.Shows(movements) || !policy.ShowsStages)
        {
            return [];
        }

        SummaryRow Row(string movement, Cell from, Cell to, int pupils) =>
            new([since, Cell.Date(day), movement, from, to, pupils, RateComparison.Share(pupils, movements.Compared), policy.Policy]);
        return
        [
            .. movements.Moves.Select(
                move => Row(move.IsUp ? "up" : "down", policy.NameOf(move.From), policy.NameOf(move.To), move.Pupils)),
            Row("went up", Cell.Empty, Cell.Empty, movements.Up) with { IsTotal = true },
            Row("came down", Cell.Empty, Cell.Empty, movements.Down) with { IsTotal = true },
            Row("stayed", Cell.Empty, Cell.Empty, movements.Compared - movements.Up - movements.Down) with { IsTotal = true },
        ];
    }

    /// <summary>The outcomes of messages to parents, by kind.</summary>
    public static SummaryTable Messages(SummarySubject subject) => new(
        "messages", "Messages", "Messages to parents",
        $"All of the school year to {English.Day(subject.Period.To)}, by kind. Each pupil and contact counts once; the last "
            + "column counts messages that left, which siblings share.",
        [
            new("kind", "Kind", 24), .. Columns.Select(column => new SummaryColumn(column.Name, column.Heading, 12)),
            new("messages", "Messages that left", 12),
        ],
        [
            .. subject.Nudges.All.Select(count => count.Kind).Distinct().Select(kind => Row(KindOf(kind), subject.Nudges.OfKind(kind))),
            .. subject.Nudges.All.Count > 0 ? [Row("All kinds", subject.Nudges) with { IsTotal = true }] : Array.Empty<SummaryRow>(),
        ],
        "No message to parents has been planned in this school year.");

    private static SummaryRow Row(string kind, NudgeCounts counts) => new(
    [
        kind, .. Columns.Select(column => Cell.Number(counts.Rows(column.Outcomes))),
        counts.Messages(NudgeOutcome.Accepted, NudgeOutcome.Delivered, NudgeOutcome.Undeliverable, NudgeOutcome.Unknown),
    ]);

    private static string KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Stage => "Stage",
        MessageKind.HalfTerm => "Days missed, half term",
        MessageKind.Meeting => "Invitation to a meeting",
        MessageKind.Improvement => "Improvement",
        MessageKind.ThankYou => "Thank you",
        MessageKind.TermlySummary => "Term summary",
        MessageKind.WeeklySummary => "Week summary",
        MessageKind.TermHolidays => "Holidays in term time",
        MessageKind.ContactDetails => "Contact details",
        _ => kind.NameOf(),
    };
}
