using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class TrustStorageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Everything_that_the_product_names_is_made_and_making_it_again_keeps_what_is_there()
    {
        var token = TestContext.Current.CancellationToken;
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var storage = trust.TrustStorage;

        await storage.CreateAsync(token);

        foreach (var table in Tables.All)
        {
            await storage.Table(table).AddEntityAsync(new TableEntity("p", "r"), token);
        }

        foreach (var queue in Queues.All)
        {
            Assert.True(await storage.Queue(queue).ExistsAsync(token));
        }

        foreach (var container in Containers.All)
        {
            Assert.True(await storage.Container(container).ExistsAsync(token));
        }

        Assert.Contains("Riverside", await trust.GetAsync(Containers.Settings, "trust.json"), StringComparison.Ordinal);
    }
}
