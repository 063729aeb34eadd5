namespace AttendanceFunctions.Local.Providers;

/// <summary>Sees what becomes of every request that a provider understands. It is called in the middle of the request.</summary>
public interface IProviderWitness
{
    /// <summary>A request is there; nothing is accepted yet.</summary>
    /// <param name="key">The sender's own key of the message.</param>
    void Received(string key);

    /// <summary>Its message is accepted and on disk; nothing is answered yet.</summary>
    void Accepted(string key);

    /// <summary>The provider is done with it.</summary>
    /// <param name="key">The sender's own key of the message.</param>
    /// <param name="fault">What went wrong; null where nothing did.</param>
    void Ended(string key, ProviderFault? fault);
}

/// <summary>Looks at nothing.</summary>
internal sealed class NoWitness : IProviderWitness
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
