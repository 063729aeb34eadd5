using Azure;
using Azure.Identity;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>Says in a sentence why a storage account cannot be used.</summary>
internal static class StorageFaults
{
    /// <exception cref="MendableException">The account was not found, refused us, or does not answer.</exception>
    public static async Task<T> ExplainAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception fault) when (fault is RequestFailedException
            or AuthenticationFailedException
            or AggregateException
            or FormatException
            or ArgumentException
            or InvalidOperationException)
        {
            var reason = (fault as AggregateException)?.InnerExceptions[0].Message ?? fault.Message;
            throw new MendableException(
                $"The storage account cannot be used: {reason.Split('\n')[0].Trim()} Check --storage or --account, and that the account "
                + "answers.");
        }
    }
}
