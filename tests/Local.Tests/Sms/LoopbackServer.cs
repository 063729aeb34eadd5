using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Local.Sms;

/// <summary>A server on 127.0.0.1 that records requests and returns scripted responses. It repeats the last response.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<RecordedRequest> _requests = [];
    private readonly Func<RecordedRequest, ScriptedResponse> _respond;

    private LoopbackServer(WebApplication application, Func<RecordedRequest, ScriptedResponse> response)
    {
        _application = application;
        _respond = response;
    }

    /// <summary>The address without a path.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static Task<LoopbackServer> StartAsync(params ScriptedResponse[] script)
    {
        var responses = new ConcurrentQueue<ScriptedResponse>(script[..^1]);
        return StartAsync(_ => responses.TryDequeue(out var next) ? next : script[^1]);
    }

    public static async Task<LoopbackServer> StartAsync(Func<RecordedRequest, ScriptedResponse> response, bool https = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (https)
            {
                listener.UseHttps(SelfSigned());
            }
        }));
        var server = new LoopbackServer(builder.Build(), response);
        server._application.Run(server.HandleAsync);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        var addresses = server._application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        server.Address = new Uri(addresses.Addresses.Single());
        return server;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var recorded = new RecordedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted));
        _requests.Enqueue(recorded);

        var response = _respond(recorded);
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Body.Length > 0)
        {
            await context.Response.WriteAsync(response.Body, context.RequestAborted);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-2));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
