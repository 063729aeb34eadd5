using System.Net;
using AttendanceFunctions.Tests.StandIns.Loopback;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using static AttendanceFunctions.Tests.StandIns.Protocols.Tables.TableLoopback;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Tables;

public class TableConnectionTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/Tables", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=pupils;AccountKey=YQ==;EndpointSuffix=core.windows.net", "https://pupils.table.core.windows.net/Tables", "pupils")]
    [InlineData("AccountName=pupils;AccountKey=YQ==", "https://pupils.table.core.windows.net/Tables", "pupils")]
    [InlineData("AccountName=pupils;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/pupils;", "http://127.0.0.1:1/pupils/Tables", "pupils")]
    [InlineData("AccountName=pupils;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/pupils/", "http://127.0.0.1:1/pupils/Tables", "pupils")]
    public async Task A_connection_string_says_where_the_service_is_and_who_signs(string connectionString, string address, string account)
    {
        using var recorder = new Recorder();
        var options = new TableClientOptions { Transport = new HttpClientTransport(recorder) };
        await new TableServiceClient(connectionString, options).GetTableClient("Pupils").CreateIfNotExistsAsync(Cancellation);

        var request = Assert.Single(recorder.Requests);
        Assert.Equal(address, request.RequestUri!.AbsoluteUri);
        Assert.StartsWith($"SharedKeyLite {account}:", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccountName=pupils")]
    [InlineData("SharedAccessSignature=sv=1;TableEndpoint=https://pupils.table.core.windows.net")]
    public void A_connection_string_without_an_account_key_is_refused_with_a_sentence(string connectionString)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));
        Assert.Contains("no account with its key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent_over_https()
    {
        await using var server = await LoopbackServer.StartAsync(_ => new Answer(204), https: true);
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        var credential = new StaticCredential();
        var options = new TableClientOptions { Transport = new HttpClientTransport(trusting) };
        await new TableServiceClient(server.Address, credential, options).GetTableClient("Pupils").CreateIfNotExistsAsync(Cancellation);

        Assert.Equal("Bearer a-token", Assert.Single(server.Requests).Header("Authorization"));
        Assert.Equal(["https://storage.azure.com/.default"], Assert.Single(credential.Scopes));
    }

    [Fact]
    public async Task A_token_never_leaves_over_plain_http()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(204));
        var table = new TableServiceClient(server.Address, new StaticCredential()).GetTableClient("Pupils");
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.CreateIfNotExistsAsync(Cancellation));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_client_knows_its_table() =>
        Assert.Equal("Pupils", new TableServiceClient("UseDevelopmentStorage=true").GetTableClient("Pupils").Name);

    private sealed class Recorder : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
