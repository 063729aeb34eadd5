using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Which letters people may have made about a child at any time, and that they had one made.</summary>
public static class LettersByHand
{
    /// <summary>
    /// The letters that can be made about a child today. A letter of a formal step is made again while the case is at the step or a later
    /// one, and only for a child of compulsory school age (domain 0.13); those of a penalty matter and about leave follow from what people
    /// decide about them, and from nothing else.
    /// </summary>
    /// <param name="mayFormally">Whether whoever asks decides formal steps.</param>
    public static IReadOnlyList<LetterKind> Of(CaseNight today, Case current, bool mayFormally)
    {
        if (!today.School.IsLive(today.Night))
        {
            // No letter is about the time before the school started (domain 0.22).
            return [];
        }

        var policy = today.Policy;
        var stages = CaseTransfer.IsUnder(policy, current) ? Math.Min(current.Stage, policy.Stages.Count) : 0;
        var ofSteps = Enumerable.Range(1, stages).SelectMany(stage => policy.StageAt(stage).Letters).ToHashSet();
        var isOfAge = CompulsoryAge.Of(today.Pupil, AcademicYear.Of(today.Night)).Contains(today.Night);
        return
        [
            .. LetterKinds.OfPolicies.Values.Where(kind =>
                !kind.IsFormal() || (mayFormally && isOfAge && ofSteps.Contains(kind))).Order(),
        ];
    }

    /// <summary>Writes into the history that a letter was made; the same letter again on a day changes nothing.</summary>
    /// <param name="today">The day on which it is made.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    public static (Case After, IReadOnlyList<string> Refusals) Write(
        CaseNight today, Case before, bool isNightDone, LetterKind kind, Author by)
    {
        var what = $"{kind.TitleOf()}: made by hand, to be signed and sent.";
        if (before.Latest.Any(happened =>
            happened.Kind == CaseEventKind.LetterMade && happened.On == today.Night && happened.What == what))
        {
            return (before, []);
        }

        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        progress.Add(
            day, CaseEventKind.LetterMade, before.Stage, what, new(progress.NextKey, DecisionChoice.Done, today.Night, by, ""));
        return (progress.Entered(before, isNightDone), []);
    }
}
