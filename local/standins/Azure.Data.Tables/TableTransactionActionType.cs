namespace Azure.Data.Tables;

/// <summary>What a change of an entity-group transaction does to its row.</summary>
public enum TableTransactionActionType
{
    /// <summary>Inserts it; 409 if it exists.</summary>
    Add = 0,

    /// <summary>Merges into an existing row.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces an existing row.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes an existing row.</summary>
    Delete = 3,

    /// <summary>Inserts it, or merges into the existing row.</summary>
    UpsertMerge = 4,

    /// <summary>Inserts it, or replaces the existing row.</summary>
    UpsertReplace = 5,
}
