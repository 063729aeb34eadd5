using SendGrid.Helpers.Reliability;

namespace SendGrid;

/// <summary>Where SendGrid is and the key to it.</summary>
public class SendGridClientOptions
{
    private string? _apiKey;

    /// <summary>The API key; it needs the permission "Mail Send" alone.</summary>
    /// <exception cref="ArgumentNullException">The key is set to nothing but space.</exception>
    public string? ApiKey
    {
        get => _apiKey;
        set => _apiKey = string.IsNullOrWhiteSpace(value) ? throw new ArgumentNullException(nameof(value)) : value;
    }

    /// <summary>The address of the service, without a path.</summary>
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>Retries, of which there are none unless they are asked for. A client that is given its HttpClient leaves retries to that.</summary>
    public ReliabilitySettings ReliabilitySettings { get; set; } = new();
}
