using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Storage;

/// <summary>The trust's secret is made once, and every run uses the one that is stored.</summary>
public sealed class KeySecretsTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_run_makes_a_secret_and_a_later_one_finds_it()
    {
        var storage = await EmptyAsync();

        var made = OpaqueKey.Of(await new KeySecrets(storage).ReadAsync(Token), "part");

        Assert.Equal(made, OpaqueKey.Of(await new KeySecrets(storage).ReadAsync(Token), "part"));
        Assert.NotEqual(OpaqueKey.Of(TestSecret.Value, "part"), made);
    }

    [Fact]
    public async Task Runs_that_begin_at_the_same_time_use_one_secret()
    {
        var storage = await EmptyAsync();

        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => new KeySecrets(storage).ReadAsync(Token)));

        Assert.Single(secrets.Select(secret => OpaqueKey.Of(secret, "part")).Distinct());
    }

    [Fact]
    public async Task Two_trusts_have_two_secrets() => Assert.NotEqual(
        OpaqueKey.Of(await new KeySecrets(await EmptyAsync()).ReadAsync(Token), "part"),
        OpaqueKey.Of(await new KeySecrets(await EmptyAsync()).ReadAsync(Token), "part"));

    [Fact]
    public async Task A_secret_of_another_length_is_refused_before_a_key_is_made()
    {
        var storage = await EmptyAsync();
        await new KeySecrets(storage).KeepAsync([1, 2, 3], Token);

        await Assert.ThrowsAsync<ArgumentException>(() => new KeySecrets(storage).ReadAsync(Token));
    }

    private async Task<TrustStorage> EmptyAsync()
    {
        var storage = TrustStorage.Open(azurite.Server.TakeSpareAccount());
        await storage.Table(Tables.KeySecrets).CreateIfNotExistsAsync(Token);
        Assert.Empty(await storage.Table(Tables.KeySecrets).QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token));
        return storage;
    }
}
