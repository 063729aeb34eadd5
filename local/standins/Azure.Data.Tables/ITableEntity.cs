namespace Azure.Data.Tables;

/// <summary>What the Table service keeps for every row, whatever its other properties are.</summary>
public interface ITableEntity
{
    /// <summary>First half of the row's key.</summary>
    string PartitionKey { get; set; }

    /// <summary>Second half of the row's key, unique within its partition.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; set by the service alone.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row that was read; empty for a row that was not read from the service.</summary>
    ETag ETag { get; set; }
}
