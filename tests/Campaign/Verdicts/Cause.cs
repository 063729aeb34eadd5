using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>The reason why the outcome of a message is unknown.</summary>
public enum Cause
{
    /// <summary>The outcome is known.</summary>
    None,

    /// <summary>The provider's response to the last request was lost or ambiguous.</summary>
    AnswerLost,

    /// <summary>The worker that had claimed the row was killed before it wrote the outcome.</summary>
    WorkerDied,

    /// <summary>Storage rejected every attempt to write the outcome, or the response to the claim was lost.</summary>
    WriteRefused,

    /// <summary>The row was claimed and not settled, and no observed fault explains this.</summary>
    Unexplained,
}

/// <summary>The meaning of a provider's response.</summary>
public enum ProviderAnswer
{
    /// <summary>The message was accepted.</summary>
    Yes,

    /// <summary>The message was not accepted, and a retry is safe.</summary>
    NotNow,

    /// <summary>The message was rejected permanently.</summary>
    No,

    /// <summary>It is unknown whether the message was accepted.</summary>
    Lost,
}

/// <summary>Derives from the observed requests which outcomes must be unknown in the ledger (docs/decisions/0006).</summary>
internal static class Causes
{
    public static ProviderAnswer AnswerOf(ProviderFault? fault) => fault switch
    {
        null => ProviderAnswer.Yes,
        ProviderFault.Refuse refuse => OfStatus(refuse.StatusCode),
        ProviderFault.RefuseForNow refuse => OfStatus(refuse.StatusCode),
        ProviderFault.RefuseRecipients refuse => OfStatus(refuse.StatusCode),
        _ => ProviderAnswer.Lost,
    };

    public static Cause Of(string key, Observer observer)
    {
        var requests = observer.RequestsOf(key);
        if (requests.Count > 0 && AnswerOf(requests[^1]) == ProviderAnswer.Lost)
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

        return observer.ClaimedAtKill.Contains(key) ? Cause.WorkerDied
            : writes[claim].Fault != StorageFault.None || after.Any(write => !write.IsApplied) ? Cause.WriteRefused
            : Cause.Unexplained;
    }

    private static ProviderAnswer OfStatus(int status) => status switch
    {
        429 => ProviderAnswer.NotNow,
        >= 400 and < 500 => ProviderAnswer.No,
        _ => ProviderAnswer.Lost,
    };
}
