using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The Table service of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableConnection _service;

    /// <summary>Connects with the account's key; <c>UseDevelopmentStorage=true</c> means the local emulator.</summary>
    /// <exception cref="InvalidOperationException">The connection string names no account with its key.</exception>
    public TableServiceClient(string connectionString)
        : this(connectionString, new TableClientOptions())
    {
    }

    /// <summary>Connects with the account's key; <c>UseDevelopmentStorage=true</c> means the local emulator.</summary>
    /// <exception cref="InvalidOperationException">The connection string names no account with its key.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _service = TableConnection.To(StorageAccount.Parse(connectionString), options ?? new TableClientOptions());

    /// <summary>Connects with a token of Azure AD; requests fail unless <paramref name="endpoint"/> is https.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(tokenCredential);
        _service = TableConnection.To(endpoint, tokenCredential, options ?? new TableClientOptions());
    }

    /// <summary>A client of one table, which need not exist; sends nothing.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(_service, tableName);
    }
}
