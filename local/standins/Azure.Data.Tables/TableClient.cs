using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table. Every call throws <see cref="RequestFailedException"/> where the service refuses it, after the retries of the options.</summary>
public class TableClient
{
    private readonly TableConnection _service;

    internal TableClient(TableConnection service, string name)
    {
        _service = service;
        Name = name;
    }

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>Writes an OData filter, with the interpolated values quoted and escaped as their types want it.</summary>
    /// <exception cref="ArgumentException">A value has a type that OData has no literal for.</exception>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    /// <summary>Creates the table; an existing one is left as it is.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        const int conflict = 409;
        var message = _service.Message(RequestMethod.Post, "Tables", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = Name }));
        message.Request.Headers.SetValue("Accept", TableConnection.MinimalMetadata);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Headers.SetValue("Content-Type", "application/json");

        var response = await _service.SendAsync(message, conflict, cancellationToken);
        if (response.Status == conflict && TableErrors.Of(response) is { ErrorCode: not "TableAlreadyExists" } failure)
        {
            throw failure;
        }

        return Response.FromValue(new TableItem(Name), response);
    }

    /// <summary>The rows that satisfy an OData filter, in the order of their keys.</summary>
    /// <param name="filter">The filter; all rows without one.</param>
    /// <param name="maxPerPage">Rows per request, up to 1,000; not a limit to the result.</param>
    /// <param name="select">The properties to read; all without it.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new EntityPages<T>(_service, Name, filter, maxPerPage, Joined(select), cancellationToken);

    /// <summary>Reads one row.</summary>
    /// <returns>The row, or an answer without a value where there is none.</returns>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        const int notFound = 404;
        var message = _service.Query(EntityRequest.PathOf(Name, partitionKey, rowKey), ("$select", Joined(select)));
        var response = await _service.SendAsync(message, notFound, cancellationToken);
        if (response.Status == notFound)
        {
            return new NoEntity<T>(response);
        }

        using var body = JsonDocument.Parse(response.Content);
        return Response.FromValue(EntityJson.AsRequested<T>(EntityJson.Read(body.RootElement)), response);
    }

    /// <summary>Inserts a row; 409 if there is one with its keys.</summary>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity =>
        SendAsync(EntityRequest.Insert(Name, Required(entity)), null, cancellationToken);

    /// <summary>Changes an existing row; 404 if there is none, 412 if it has another version than <paramref name="ifMatch"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is the default; <see cref="ETag.All"/> means any version.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity =>
        ifMatch == default
            ? throw new ArgumentException("An update names the version that it changes; ETag.All means any.", nameof(ifMatch))
            : SendAsync(EntityRequest.Update(Name, Required(entity), mode, ifMatch), null, cancellationToken);

    /// <summary>Inserts a row, or changes the one that there is.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity =>
        SendAsync(EntityRequest.Upsert(Name, Required(entity), mode), null, cancellationToken);

    /// <summary>Deletes a row; 412 if it has another version than <paramref name="ifMatch"/>. A row that is not there is answered with 404, not thrown.</summary>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return SendAsync(EntityRequest.Delete(Name, partitionKey, rowKey, ifMatch), 404, cancellationToken);
    }

    /// <summary>Makes up to 100 changes of one partition, all or none.</summary>
    /// <returns>The answers in the order of the changes, with the rows' new versions.</returns>
    /// <exception cref="InvalidOperationException">There is no change.</exception>
    /// <exception cref="TableTransactionFailedException">A change was refused; none was made.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var changes = transactionActions.Select(action => EntityRequest.Of(Name, action)).ToList();
        if (changes.Count == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one change.");
        }

        var (body, contentType) = Changeset.Write(changes, _service.AddressOf);
        var message = _service.Message(RequestMethod.Post, "$batch", body);
        message.Request.Headers.SetValue("Accept", "application/json");
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Content-Type", contentType);

        var response = await _service.SendAsync(message, null, cancellationToken);
        var answers = Changeset.Read(response);
        return answers.FirstOrDefault(answer => answer.IsError) is { } refused
            ? throw new TableTransactionFailedException(TableErrors.Of(refused))
            : Response.FromValue(answers, response);
    }

    private Task<Response> SendAsync(EntityRequest change, int? tolerated, CancellationToken cancellationToken) =>
        _service.SendAsync(_service.Message(change), tolerated, cancellationToken);

    private static TableEntity Required<T>(T entity) where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        return EntityJson.AsTableEntity(entity);
    }

    private static string? Joined(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);
}
