using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>What both providers share: going wrong as planned, and writing down before answering.</summary>
internal sealed class ProviderService<T>(Outbox<T> outbox, Func<T, string> recipient) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public FaultPlan Faults { get; } = new();

    /// <summary>Ends every request that hangs.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    /// <summary>Accepts the messages, or goes wrong as planned.</summary>
    public async Task AnswerAsync(HttpContext context, IReadOnlyCollection<T> messages, IProviderAnswers answers)
    {
        if (!Faults.TryTake([.. messages.Select(recipient)], out var fault))
        {
            await AcceptAsync(messages, answers);
            await answers.AcceptAsync();
            return;
        }

        switch (fault)
        {
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
            case ProviderFault.AcceptAndBabble:
                await AcceptAsync(messages, answers);
                await AnswerJsonAsync(context, StatusCodes.Status202Accepted, "{\"value\":[{");
                break;
            case ProviderFault.AcceptAndDropConnection:
                await AcceptAsync(messages, answers);
                context.Abort();
                break;
            case ProviderFault.AcceptAndHang:
                await AcceptAsync(messages, answers);
                await HangAsync(context);
                break;
            default:
                await HangAsync(context);
                break;
        }
    }

    public static async Task AnswerJsonAsync(HttpContext context, int statusCode, string json)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private async Task AcceptAsync(IReadOnlyCollection<T> messages, IProviderAnswers answers)
    {
        await outbox.AppendAsync(messages);
        await answers.AcceptedAsync();
    }

    private async Task HangAsync(HttpContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        await Task.Delay(Timeout.Infinite, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}

/// <summary>The answers of one provider to one request, in its own words.</summary>
internal interface IProviderAnswers
{
    /// <summary>The messages are in the outbox, whatever the caller is told.</summary>
    Task AcceptedAsync();

    Task AcceptAsync();

    Task RefuseAsync(int statusCode);

    Task RefuseRecipientsAsync(int statusCode);
}
