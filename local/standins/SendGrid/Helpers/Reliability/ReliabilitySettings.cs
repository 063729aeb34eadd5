namespace SendGrid.Helpers.Reliability;

/// <summary>How often a request is repeated. SendGrid cannot tell a repetition from a second message, so that the default is never.</summary>
public class ReliabilitySettings
{
    /// <summary>The number of repetitions: none.</summary>
    public int MaximumNumberOfRetries { get; }
}
