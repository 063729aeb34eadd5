using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Cases;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Sheets;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nudges;

/// <summary>
/// Applies what people decided: decisions/{school}/ holds worklists that they filled in. What they decided about a nudge holds at
/// once; about a case, it is taken down for the next night. A decision that cannot be applied goes back with its reason.
/// </summary>
public sealed class Decisions(SchoolFiles files, RejectedFiles rejected, IntakeLedger intake, NudgeLedger ledger, CaseDecisionIntake cases)
{
    /// <summary>What may be decided about a planned nudge.</summary>
    public static IReadOnlyList<string> ForPlanned { get; } = ["release", "withhold"];

    /// <summary>What may be decided about a nudge whose answer was lost.</summary>
    public static IReadOnlyList<string> ForUnknown { get; } = ["arrived", "resend"];

    private static readonly string Choices = $"For a planned nudge: {Choice.OneOf(ForPlanned)}; for an unknown one: {Choice.OneOf(ForUnknown)}.";

    private const string NoSuchSchool = "settings/trust.json has no school for this file; put it into decisions/{school}/ of one of the trust's schools.";

    /// <summary>Applies every decision file that is new; one in no school's folder is held with a reason.</summary>
    public async Task ApplyAsync(Trust trust, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var folder in (await files.ListAsync(Containers.Decisions, "", cancellationToken)).GroupBy(file => file.Folder))
        {
            if (SchoolId.TryParse(folder.Key, out var id) && trust.TryFind(id, out var school))
            {
                await ApplyAsync(school, folder, today, cancellationToken);
            }
            else
            {
                await intake.HoldAsync(folder.Key, await intake.ReadAsync(folder.Key, cancellationToken), folder, NoSuchSchool, today, cancellationToken);
            }
        }
    }

    /// <summary>Applies the decision files of one school that are new.</summary>
    public async Task ApplyAsync(School school, DateOnly today, CancellationToken cancellationToken) =>
        await ApplyAsync(school, await files.ListAsync(Containers.Decisions, school.Id, cancellationToken), today, cancellationToken);

    private async Task ApplyAsync(School school, IEnumerable<IncomingFile> listed, DateOnly today, CancellationToken cancellationToken)
    {
        var known = await intake.ReadAsync(school.Id.ToString(), cancellationToken);
        foreach (var file in listed.Where(file => IntakeLedger.IsUnknown(file, known)))
        {
            if (await files.ReadAsync(file, cancellationToken) is { } content)
            {
                var entry = await ApplyAsync(school, today, file, DecisionReader.Read(file.Name, content), cancellationToken);
                await intake.WriteAsync(school.Id.ToString(), known, [entry], cancellationToken);
            }
        }
    }

    private async Task<IntakeEntry> ApplyAsync(School school, DateOnly today, IncomingFile file, DecisionFile decisions, CancellationToken cancellationToken)
    {
        switch (decisions)
        {
            case DecisionFile.Read read:
                var back = read.Rejections.ToList();
                foreach (var row in read.Decisions)
                {
                    var reason = await ApplyAsync(school, today, file, row, cancellationToken);
                    back.AddRange(reason.Length > 0 ? [new(row.Line, reason, row.Source)] : Array.Empty<RejectedRow>());
                }

                await rejected.SendBackAsync(school.Id.ToString(), file, read.Header, [.. back.OrderBy(row => row.Line)], cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Applied, "", read.Rows, back.Count, 0, StatedDates.None, today, "");
            case DecisionFile.Rejected whole:
                await rejected.SendBackAsync(school.Id.ToString(), file, whole.Reason, cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Rejected, whole.Reason, 0, 0, 0, StatedDates.None, today, "");
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Applies one decision.</summary>
    /// <returns>Why it cannot be applied; empty if it was.</returns>
    private async Task<string> ApplyAsync(School school, DateOnly today, IncomingFile file, DecisionRow row, CancellationToken cancellationToken)
    {
        if (row.School != school.Id.ToString())
        {
            return $"The row is of the school {row.School}; put it into that school's folder.";
        }

        return row.Kind == WorklistKinds.Case
            ? await cases.TakeAsync(school, today, London.DateAt(file.LastModified) is var put && put < today ? put : today, row, cancellationToken)
            : await ApplyToNudgeAsync(school, today, row, cancellationToken);
    }

    private async Task<string> ApplyToNudgeAsync(School school, DateOnly today, DecisionRow row, CancellationToken cancellationToken)
    {
        if (!NudgeKey.TryParse(row.Key, out var key) || await ledger.FindAsync(new(school.Id, AcademicYear.Of(today), key), cancellationToken) is not { } nudge)
        {
            return "The key is not in the ledger; copy the row from the worklist as it stands.";
        }

        if (!Upn.TryParse(row.Upn, out var upn) || upn != nudge.Value.Upn)
        {
            return "The key belongs to another pupil; copy the row from the worklist as it stands.";
        }

        var (decided, reason) = Decide(nudge.Value, row, today);
        return reason.Length > 0 ? reason
            : decided == nudge.Value ? ""
            : await ledger.MoveAsync(nudge, decided, cancellationToken) is null ? "The message was on its way at that moment; look at tomorrow's worklist."
            : "";
    }

    private static (Nudge Decided, string Reason) Decide(Nudge nudge, DecisionRow row, DateOnly today) => (row.Decision.Trim().ToLowerInvariant(), nudge.State) switch
    {
        // The same worklist once more, with further rows filled in or after a run that died half-way: it is as it was decided.
        ("release", not NudgeState.Withheld) or ("withhold", NudgeState.Withheld) when nudge.ReleasedBy == row.By => (nudge, ""),
        ("arrived", NudgeState.Accepted or NudgeState.Delivered) or ("resend", NudgeState.Planned) when nudge.ReleasedBy == row.By => (nudge, ""),
        ("release", NudgeState.Planned) when nudge.IsReleased => (nudge, $"It was released already, by {nudge.ReleasedBy}."),
        ("release", NudgeState.Planned) when nudge.LastDay < today => (nudge, $"It could be released until {nudge.LastDay:d MMMM yyyy}."),
        ("release", NudgeState.Planned) => (nudge with { ReleasedBy = row.By }, ""),
        ("withhold", NudgeState.Planned or NudgeState.Joined) => (nudge with { State = NudgeState.Withheld, ReleasedBy = row.By }, ""),
        ("arrived", NudgeState.Unknown) => (nudge with { State = NudgeState.Accepted, ReleasedBy = row.By }, ""),
        ("resend", NudgeState.Unknown) => (Again(nudge, row.By, today), ""),
        ("release" or "withhold" or "arrived" or "resend", var state) => (nudge, $"Its state is {state}, and nothing of that kind can be decided any more. {Choices}"),
        _ => (nudge, $"\"{row.Decision}\" is no decision. {Choices}"),
    };

    /// <summary>An unknown message that a person found not to have been sent: planned anew for today.</summary>
    private static Nudge Again(Nudge nudge, string by, DateOnly today) => nudge with
    {
        State = NudgeState.Planned,
        ReleasedBy = by,
        QueuedAt = DateTimeOffset.MinValue,
        Owner = default,
        LastDay = nudge.LastDay < today ? today : nudge.LastDay,
    };
}
