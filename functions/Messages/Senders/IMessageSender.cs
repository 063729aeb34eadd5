using System.Net.Sockets;
using Azure.Identity;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>A message ready to be sent: filled in, with the ledger key that the provider returns in its reports.</summary>
/// <param name="Key">The key of its ledger row; for the note to the trust lead, the night.</param>
/// <param name="To">A mobile number in international form, or an email address.</param>
/// <param name="Subject">The subject; empty for a text.</param>
/// <param name="Html">The email as HTML; empty for a text.</param>
public sealed record OutgoingMessage(string Key, string To, string Subject, string Plain, string Html);

/// <summary>The outcome of offering a message to a provider.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider accepted the message.</summary>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>The provider refused the message permanently.</summary>
    /// <param name="IsForRecipient">Whether the recipient is the reason, so that no message can reach this address.</param>
    public sealed record Refused(int Status, bool IsForRecipient = false) : SendOutcome;

    /// <summary>The provider said that it did not accept the message, or was never reached: trying again cannot send it twice.</summary>
    /// <param name="Why">The reason, without the recipient.</param>
    public sealed record NotTaken(string Why) : SendOutcome;

    /// <summary>The answer was lost: the message may or may not have been sent.</summary>
    /// <param name="Why">The reason, without the recipient.</param>
    public sealed record Lost(string Why) : SendOutcome;
}

/// <summary>A provider of texts or of emails.</summary>
public interface IMessageSender
{
    /// <summary>Offers a message to the provider once. Every result is an outcome; a failed send does not throw.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>
/// Reads a provider's answer so that no message is sent twice: a message counts as not taken only if the provider said so or was never
/// reached. Any other unclear answer counts as lost, and stays unknown until a report or a person settles it (domain 0.10).
/// </summary>
public static class ProviderAnswer
{
    public static SendOutcome OfStatus(int status) => status switch
    {
        // Our credentials or the endpoint are wrong, or the rate limit is reached: the provider did nothing with the message.
        401 or 403 or 404 or 405 or 429 => new SendOutcome.NotTaken($"the provider answered {status}"),
        >= 400 and < 500 and not 408 => new SendOutcome.Refused(status),
        _ => new SendOutcome.Lost($"the provider answered {status}"),
    };

    /// <summary>The outcome of an exception. Its message may contain the recipient, so only its type is passed on.</summary>
    public static SendOutcome OfFailure(Exception failure) => NeverReached(failure)
        ? new SendOutcome.NotTaken($"the provider did not get it ({failure.GetType().Name})")
        : new SendOutcome.Lost($"no answer came ({failure.GetType().Name})");

    /// <summary>Whether one attempt failed before it connected; without a token for the app's identity, no connection is made.</summary>
    private static bool NeverReached(Exception failure)
    {
        for (var cause = failure; cause is not null and not AggregateException; cause = cause.InnerException)
        {
            if (cause is AuthenticationFailedException or SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NetworkUnreachable
                    or SocketError.HostUnreachable
                })
            {
                return true;
            }
        }

        return false;
    }
}
