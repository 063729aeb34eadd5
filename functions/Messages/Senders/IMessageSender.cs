using System.Net.Sockets;
using Azure.Identity;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>A message as it leaves: filled in, with the ledger key that the provider hands back in its reports.</summary>
/// <param name="Key">The key of its row: of the ledger, or for the note to the trust lead the night.</param>
/// <param name="To">A mobile number in the networks' form, or an email address.</param>
/// <param name="Subject">The subject; empty for a text.</param>
/// <param name="Html">The same as HTML; empty for a text.</param>
public sealed record OutgoingMessage(string Key, string To, string Subject, string Plain, string Html);

/// <summary>What the provider made of a message.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>It took the message.</summary>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>It refused the message for good.</summary>
    /// <param name="IsForRecipient">Whether it said that it is for the recipient: no message will get there.</param>
    public sealed record Refused(int Status, bool IsForRecipient = false) : SendOutcome;

    /// <summary>It did not take the message and said so, or was never reached: trying again cannot send it twice.</summary>
    /// <param name="Why">In words, without the recipient.</param>
    public sealed record NotTaken(string Why) : SendOutcome;

    /// <summary>The answer was lost: it may or may not have been sent.</summary>
    /// <param name="Why">In words, without the recipient.</param>
    public sealed record Lost(string Why) : SendOutcome;
}

/// <summary>A provider of texts or of emails.</summary>
public interface IMessageSender
{
    /// <summary>Offers a message to the provider once. Whatever happens is an outcome; nothing is thrown for a failed send.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>
/// Reads a provider's answer the safe way round: a message counts as not taken only where the provider said so or was never
/// reached. Everything else that is no plain yes or no is lost, and stays unknown until a report or a person settles it (domain 0.10).
/// </summary>
public static class ProviderAnswer
{
    public static SendOutcome OfStatus(int status) => status switch
    {
        // Our own credentials or its address are wrong, or its rate limit is reached: it did nothing with the message.
        401 or 403 or 404 or 405 or 429 => new SendOutcome.NotTaken($"the provider answered {status}"),
        >= 400 and < 500 and not 408 => new SendOutcome.Refused(status),
        _ => new SendOutcome.Lost($"the provider answered {status}"),
    };

    /// <summary>An exception in place of an answer. Its message may hold the recipient, so only its type is told on.</summary>
    public static SendOutcome OfFailure(Exception failure) => NeverReached(failure)
        ? new SendOutcome.NotTaken($"the provider did not get it ({failure.GetType().Name})")
        : new SendOutcome.Lost($"no answer came ({failure.GetType().Name})");

    /// <summary>Whether one attempt failed before there was a connection; without a token of the app's identity none is made.</summary>
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
