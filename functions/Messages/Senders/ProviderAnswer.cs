using System.Net.Sockets;
using Azure.Identity;

namespace AttendanceFunctions.Functions.Messages.Senders;

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
