namespace AttendanceFunctions.Local.Providers;

/// <summary>Observes every valid send request. Its methods are called while the request is processed.</summary>
public interface IProviderObserver
{
    /// <summary>A request was received and is not accepted yet.</summary>
    /// <param name="key">The sender's key of the message.</param>
    void Received(string key);

    /// <summary>The message was accepted and written to disk. No response has been sent yet.</summary>
    void Accepted(string key);

    /// <summary>The request has ended.</summary>
    /// <param name="key">The sender's key of the message.</param>
    /// <param name="fault">The fault that was injected; null if there was none.</param>
    void Ended(string key, ProviderFault? fault);
}

/// <summary>An observer that does nothing.</summary>
internal sealed class NoObserver : IProviderObserver
{
    public void Received(string key)
    {
    }

    public void Accepted(string key)
    {
    }

    public void Ended(string key, ProviderFault? fault)
    {
    }
}
