namespace Azure.Data.Tables;

/// <summary>One change of an entity-group transaction.</summary>
public class TableTransactionAction
{
    /// <summary>Creates a change that does not depend on the row's version.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>Creates a change; updates and deletes fail with 412 unless the row still has the version <paramref name="etag"/>.</summary>
    /// <param name="actionType">What is done to the row.</param>
    /// <param name="entity">The row, with both keys.</param>
    /// <param name="etag">The expected version; the default is any version. Adds and upserts do not look at it.</param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What is done to the row.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The row.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that the row must have, or the default for any.</summary>
    public ETag ETag { get; }
}
