using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Pages;

/// <summary>
/// Answers requests with the app's HTTP functions, as the Functions host does, behind a sign-in that stands in for the platform's: requests
/// from outside lose every header that says who somebody is.
/// </summary>
public sealed class PageServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private PageServer(LoopbackServer server) => _server = server;

    /// <summary>Scheme, address and port with a trailing slash.</summary>
    public Uri Address => _server.Address;

    /// <summary>Starts answering.</summary>
    /// <param name="app">The app whose functions answer.</param>
    /// <param name="services">The app's services.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <exception cref="UserErrorException">The port is in use.</exception>
    public static async Task<PageServer> StartAsync(
        IHostedApp app, IServiceProvider services, int port, CancellationToken cancellationToken)
    {
        var (functions, invoker) = (FunctionCatalogue.From(app.Functions).Pages, new FunctionInvoker(services));
        var (signIn, logger) = (new SampleSignIn(app, services), services.GetRequiredService<ILogger<PageServer>>());
        try
        {
            return new(await LoopbackServer.StartAsync(AnswerAsync, cancellationToken, port));
        }
        catch (IOException)
        {
            throw new UserErrorException($"Port {port} of this machine is in use: give another one with --port.");
        }

        async Task AnswerAsync(HttpContext context)
        {
            // A page of another site could otherwise reach this server under a name that leads to 127.0.0.1.
            if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
            {
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return;
            }

            if (await signIn.AnswerAsync(context))
            {
                return;
            }

            if (Find(functions, context.Request) is not { } function)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            try
            {
                await invoker.AnswerAsync(function.Method, context);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                DriverLog.PageFailed(logger, function.Name, fault);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The function that answers a request, with the values of its route in the request; null if there is none.</summary>
    private static HttpFunction? Find(IEnumerable<HttpFunction> functions, HttpRequest request)
    {
        foreach (var function in functions.Where(function => function.Verbs.Contains(request.Method, StringComparer.OrdinalIgnoreCase)))
        {
            var values = new RouteValueDictionary();
            if (new TemplateMatcher(function.Route, []).TryMatch(request.Path, values))
            {
                request.RouteValues = values;
                return function;
            }
        }

        return null;
    }
}
