using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using System.Xml.Linq;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.Summaries;

/// <summary>
/// The link to a summary: by the account's key where storage has one, else by a key that is asked for (Get User Delegation Key of the REST
/// interface).
/// </summary>
public sealed class SummaryLinkTests(AzuriteFixture azurite)
{
    private const string Page = "2025-11-21/summary.html";

    private const string Oid = "7a3f1d54-0c1f-4f0e-9f3c-2f6d1f0a9e11";

    private const string Tid = "1b9c63b5-6a52-4f1b-8a7d-55d0f4c1f222";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_the_accounts_key_it_opens_one_file_without_an_account_and_changes_nothing()
    {
        var storage = TrustStorage.Open(azurite.Server.TakeSpareAccount());
        await storage.CreateAsync(Token);
        foreach (var name in new[] { Page, "2025-11-21/pupils.csv" })
        {
            await storage.Container(Containers.Summaries).GetBlobClient(name).UploadAsync(BinaryData.FromString(name), Token);
        }

        var link = await new SummaryLink(storage, TimeProvider.System).ToAsync(new(2025, 11, 21), SummaryFile.Page, Token);

        using var browser = new HttpClient();
        Assert.Equal(Page, await browser.GetStringAsync(link, Token));
        var other = new Uri(link.AbsoluteUri.Replace("summary.html", "pupils.csv", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(other, Token)).StatusCode);
        Assert.False((await browser.GetAsync(new Uri(link.GetLeftPart(UriPartial.Path)), Token)).IsSuccessStatusCode);
        using var change = new HttpRequestMessage(HttpMethod.Put, link) { Content = new StringContent("other") };
        change.Headers.Add("x-ms-blob-type", "BlockBlob");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(change, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync(link, Token)).StatusCode);
    }

    [Fact]
    public async Task It_opens_for_three_days()
    {
        var storage = TrustStorage.Open(azurite.Server.TakeSpareAccount());
        await storage.CreateAsync(Token);
        await storage.Container(Containers.Summaries).GetBlobClient(Page).UploadAsync(BinaryData.FromString(Page), Token);
        using var browser = new HttpClient();

        var now = DateTimeOffset.UtcNow;
        var (fresh, last, late) = (Before(TimeSpan.Zero), Before(TimeSpan.FromHours(71)), Before(TimeSpan.FromHours(73)));

        Assert.True((await browser.GetAsync(await LinkAsync(fresh), Token)).IsSuccessStatusCode);
        Assert.True((await browser.GetAsync(await LinkAsync(last), Token)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(await LinkAsync(late), Token)).StatusCode);

        SetClock Before(TimeSpan ago)
        {
            var clock = new SetClock();
            clock.Set(now - ago);
            return clock;
        }

        Task<Uri> LinkAsync(SetClock clock) => new SummaryLink(storage, clock).ToAsync(new(2025, 11, 21), SummaryFile.Page, Token);
    }

    [Fact]
    public async Task Without_a_key_of_the_account_one_is_asked_for_and_signs_the_link()
    {
        var asked = new List<(string Query, string Authorization, XDocument Body)>();
        await using var service = await LoopbackServer.StartAsync(context => AnswerAsync(context, asked), Token);
        var clock = new SetClock();
        clock.Set(new DateTimeOffset(2025, 11, 22, 5, 0, 0, TimeSpan.Zero));

        var link = await new SummaryLink(Opened(service.Address), clock).ToAsync(new(2025, 11, 21), SummaryFile.Page, Token);

        var (query, authorization, body) = Assert.Single(asked);
        Assert.Equal(("?restype=service&comp=userdelegationkey", "Bearer token-of-the-app"), (query, authorization));
        Assert.Equal(["2025-11-22T04:45:00Z", "2025-11-25T05:00:00Z"], body.Root!.Elements().Select(element => element.Value));
        Assert.Equal("https://trust.blob.core.windows.net/summaries/2025-11-21/summary.html", link.GetLeftPart(UriPartial.Path));
        var signed = HttpUtility.ParseQueryString(link.Query);
        Assert.Equal(
            ("r", "b", "https", "2025-11-22T04:45:00Z", "2025-11-25T05:00:00Z"),
            (signed["sp"], signed["sr"], signed["spr"], signed["st"], signed["se"]));
        Assert.Equal(
            (Oid, Tid, "2025-11-22T04:45:00Z", "2025-11-25T05:00:00Z", "b"),
            (signed["skoid"], signed["sktid"], signed["skt"], signed["ske"], signed["sks"]));
        Assert.Equal(SignatureOf(signed, "/blob/trust/summaries/2025-11-21/summary.html"), signed["sig"]);
        Assert.DoesNotContain(Convert.ToBase64String(Key), link.AbsoluteUri, StringComparison.Ordinal);
    }

    /// <summary>What the service works out to check a link (Create a user delegation SAS, "Construct the string to sign").</summary>
    private static string SignatureOf(System.Collections.Specialized.NameValueCollection signed, string resource)
    {
        var version = signed["sv"] ?? "";
        // From these versions on, there are lines about whom else the key is for, and about what a request must have; they are empty here.
        string[] others = string.CompareOrdinal(version, "2025-07-05") < 0 ? [] : ["", ""];
        string[] needed = string.CompareOrdinal(version, "2026-04-06") < 0 ? [] : ["", ""];
        string[] lines =
        [
            signed["sp"]!, signed["st"]!, signed["se"]!, resource, signed["skoid"]!, signed["sktid"]!, signed["skt"]!, signed["ske"]!,
            signed["sks"]!, signed["skv"]!,
            "", "", "", .. others, "", signed["spr"]!, version, signed["sr"]!, "", "", .. needed, "", "", "", "", "",
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static async Task AnswerAsync(HttpContext context, List<(string Query, string Authorization, XDocument Body)> asked)
    {
        var body = await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
        asked.Add((context.Request.QueryString.Value ?? "", context.Request.Headers.Authorization.ToString(), body));
        var (start, expiry) = (body.Root!.Elements().First().Value, body.Root.Elements().Last().Value);
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?><UserDelegationKey><SignedOid>{Oid}</SignedOid><SignedTid>{Tid}</SignedTid>"
            + $"<SignedStart>{start}</SignedStart><SignedExpiry>{expiry}</SignedExpiry>"
            + $"<SignedService>b</SignedService><SignedVersion>{context.Request.Headers["x-ms-version"]}</SignedVersion>"
            + $"<Value>{Convert.ToBase64String(Key)}</Value></UserDelegationKey>",
            context.RequestAborted);
    }

    // Storage takes an identity's token over https only, so the client speaks to Azure's address and its transport to the loopback.
    private static TrustStorage Opened(Uri service)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new ToLoopback(service)) };
        return new(
            new TableServiceClient(new Uri("https://trust.table.core.windows.net"), new AppToken()),
            new BlobServiceClient(new Uri("https://trust.blob.core.windows.net"), new AppToken(), options),
            new QueueServiceClient(new Uri("https://trust.queue.core.windows.net"), new AppToken()));
    }

    private sealed class ToLoopback(Uri service) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(service, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class AppToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token-of-the-app", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
