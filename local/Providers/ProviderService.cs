using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The shared part of both providers: injects faults and writes accepted messages to the outbox before it responds.</summary>
internal sealed class ProviderService<T>(Outbox<T> outbox, Func<T, string> recipient, Func<T, string> keyOf) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public FaultPlan Faults { get; } = new();

    /// <summary>Ends every request that is waiting.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    /// <summary>Observes the requests.</summary>
    public IProviderObserver Observer { get; set; } = new NoObserver();

    /// <summary>Accepts the messages, or injects the next fault.</summary>
    public async Task AnswerAsync(HttpContext context, IReadOnlyCollection<T> messages, IProviderAnswers answers)
    {
        var key = keyOf(messages.First());
        Observer.Received(key);
        var fault = Faults.TryTake([.. messages.Select(recipient)], out var next) ? next : null;
        try
        {
            if (fault is null
                or ProviderFault.AcceptAndCorruptResponse
                or ProviderFault.AcceptAndDropConnection
                or ProviderFault.AcceptAndHang
                or ProviderFault.AcceptAndRefuse)
            {
                await outbox.AppendAsync(messages);
                Observer.Accepted(key);
                await answers.AcceptedAsync();
            }

            await AnswerAsync(context, fault, answers);
        }
        finally
        {
            Observer.Ended(key, fault);
        }
    }

    private async Task AnswerAsync(HttpContext context, ProviderFault? fault, IProviderAnswers answers)
    {
        switch (fault)
        {
            case null:
                await answers.AcceptAsync();
                break;
            case ProviderFault.Refuse refuse:
                await answers.RefuseAsync(refuse.StatusCode);
                break;
            case ProviderFault.RefuseForNow refuse:
                context.Response.Headers.RetryAfter = ((int)refuse.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await answers.RefuseAsync(refuse.StatusCode);
                break;
            case ProviderFault.RefuseRecipients refuse:
                await answers.RefuseRecipientsAsync(refuse.StatusCode);
                break;
            case ProviderFault.AcceptAndRefuse refuse:
                await answers.RefuseAsync(refuse.StatusCode);
                break;
            case ProviderFault.AcceptAndCorruptResponse:
                await AnswerJsonAsync(context, StatusCodes.Status202Accepted, "{\"value\":[{");
                break;
            case ProviderFault.DropConnection or ProviderFault.AcceptAndDropConnection:
                context.Abort();
                break;
            case ProviderFault.Hang hang:
                await HangAsync(context, hang.Timeout);
                break;
            case ProviderFault.AcceptAndHang hang:
                await HangAsync(context, hang.Timeout);
                break;
        }
    }

    public static async Task AnswerJsonAsync(HttpContext context, int statusCode, string json)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private async Task HangAsync(HttpContext context, TimeSpan timeout)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        await Task.Delay(timeout, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}

/// <summary>Writes the responses to one request in the format of one provider.</summary>
internal interface IProviderAnswers
{
    /// <summary>Called when the messages are in the outbox, also if an error response follows.</summary>
    Task AcceptedAsync();

    Task AcceptAsync();

    Task RefuseAsync(int statusCode);

    Task RefuseRecipientsAsync(int statusCode);
}
