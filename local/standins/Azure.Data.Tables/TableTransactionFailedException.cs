using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity-group transaction was refused: none of its changes was made.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string FailedIndexKey = "FailedEntity";

    /// <summary>Wraps the service's answer about the change that failed.</summary>
    /// <param name="requestFailedException">The answer, with its status and error code.</param>
    /// <exception cref="ArgumentNullException"><paramref name="requestFailedException"/> is null.</exception>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(NotNull(requestFailedException).Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        if (int.TryParse(Data[FailedIndexKey] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            FailedTransactionActionIndex = index;
        }
    }

    /// <summary>The place of the failing change among those submitted, from 0; null if the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static RequestFailedException NotNull(RequestFailedException requestFailedException)
    {
        ArgumentNullException.ThrowIfNull(requestFailedException);
        return requestFailedException;
    }
}
