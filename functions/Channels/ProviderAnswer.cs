using System.Net.Sockets;

namespace AttendanceFunctions.Functions.Channels;

/// <summary>
/// Reads a provider's answer the safe way round: a message counts as not taken only where the provider said so or was never
/// reached. Everything else that is no plain yes or no is lost, and stays unknown until a report or a person settles it (domain 0.10).
/// </summary>
public static class ProviderAnswer
{
    public static SendOutcome OfStatus(int status) => status switch
    {
        // Our own credentials, or its rate limit: it did nothing with the message.
        401 or 403 or 429 => new SendOutcome.NotTaken($"the provider answered {status}"),
        >= 400 and < 500 and not 408 => new SendOutcome.Refused(status),
        _ => new SendOutcome.Lost($"the provider answered {status}"),
    };

    public static SendOutcome OfFailure(Exception failure) => NeverReached(failure)
        ? new SendOutcome.NotTaken("the provider could not be reached")
        : new SendOutcome.Lost("the connection failed before the answer came");

    private static bool NeverReached(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NetworkUnreachable or SocketError.HostUnreachable })
            {
                return true;
            }
        }

        return failure is AggregateException { InnerExceptions: var attempts } && attempts.All(NeverReached);
    }
}
