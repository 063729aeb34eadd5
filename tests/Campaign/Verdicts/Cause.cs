using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>Why nobody can know whether a message was sent.</summary>
public enum Cause
{
    /// <summary>It is known.</summary>
    None,

    /// <summary>The provider's answer to the last request was no plain yes or no.</summary>
    AnswerLost,

    /// <summary>The worker that had claimed the row was dead before it wrote down what became of it.</summary>
    WorkerDied,

    /// <summary>Storage refused the write of what became of it to the end, or the answer to the claim never came.</summary>
    WriteRefused,

    /// <summary>The row was claimed and not settled, and nothing that was seen explains it.</summary>
    Unexplained,
}

/// <summary>What an answer of a provider says.</summary>
public enum Answer
{
    /// <summary>It took the message.</summary>
    Yes,

    /// <summary>It did not take the message; trying again is safe.</summary>
    NotNow,

    /// <summary>It will not take the message.</summary>
    No,

    /// <summary>Nobody knows.</summary>
    Lost,
}

/// <summary>Works out from what was seen what has to stand in the ledger (docs/decisions/0006).</summary>
internal static class Causes
{
    public static Answer AnswerOf(ProviderFault? fault) => fault switch
    {
        null => Answer.Yes,
        ProviderFault.Refuse refuse => OfStatus(refuse.StatusCode),
        ProviderFault.RefuseForNow refuse => OfStatus(refuse.StatusCode),
        ProviderFault.RefuseRecipients refuse => OfStatus(refuse.StatusCode),
        _ => Answer.Lost,
    };

    public static Cause Of(string key, Observer observer)
    {
        var requests = observer.RequestsOf(key);
        if (requests.Count > 0 && AnswerOf(requests[^1]) == Answer.Lost)
        {
            return Cause.AnswerLost;
        }

        var writes = observer.WritesOf(key);
        var claim = writes.ToList().FindLastIndex(write => write is { State: NudgeState.Claimed, IsApplied: true });
        var after = writes.Skip(claim + 1).ToList();
        if (claim < 0
            || after.Any(write => write.IsApplied && write.State is NudgeState.Accepted or NudgeState.Failed or NudgeState.Planned))
        {
            return Cause.None;
        }

        return observer.ClaimedAtDeath.Contains(key) ? Cause.WorkerDied
            : writes[claim].Fault != StorageFault.None || after.Any(write => !write.IsApplied) ? Cause.WriteRefused
            : Cause.Unexplained;
    }

    private static Answer OfStatus(int status) => status switch
    {
        429 => Answer.NotNow,
        >= 400 and < 500 => Answer.No,
        _ => Answer.Lost,
    };
}
