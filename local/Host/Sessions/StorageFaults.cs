using Azure;
using Azure.Identity;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>Turns storage exceptions into one sentence that says why the storage account cannot be used.</summary>
internal static class StorageFaults
{
    /// <exception cref="UserErrorException">The account was not found, denied access, or did not respond.</exception>
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
            throw new UserErrorException(
                $"The storage account cannot be used: {reason.Split('\n')[0].Trim()} Check --storage or --account, and that the account "
                + "can be reached.");
        }
    }
}
