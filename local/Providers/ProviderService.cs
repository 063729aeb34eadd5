using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>What both providers share: going wrong as planned, and writing down before answering.</summary>
internal sealed class ProviderService<T>(Outbox<T> outbox, Func<T, string> recipient, Func<T, string> keyOf) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public FaultPlan Faults { get; } = new();

    /// <summary>Ends every request that hangs.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    /// <summary>Who sees what becomes of requests.</summary>
    public IProviderWitness Witness { get; set; } = new NoWitness();

    /// <summary>Accepts the messages, or goes wrong as planned.</summary>
    public async Task AnswerAsync(HttpContext context, IReadOnlyCollection<T> messages, IProviderAnswers answers)
    {
        var key = keyOf(messages.First());
        Witness.Received(key);
        var fault = Faults.TryTake([.. messages.Select(recipient)], out var thrown) ? thrown : null;
        try
        {
            if (fault is null
                or ProviderFault.AcceptAndBabble
                or ProviderFault.AcceptAndDropConnection
                or ProviderFault.AcceptAndHang
                or ProviderFault.AcceptAndRefuse)
            {
                await outbox.AppendAsync(messages);
                Witness.Accepted(key);
                await answers.AcceptedAsync();
            }

            await AnswerAsync(context, fault, answers);
        }
        finally
        {
            Witness.Ended(key, fault);
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
            case ProviderFault.AcceptAndBabble:
                await AnswerJsonAsync(context, StatusCodes.Status202Accepted, "{\"value\":[{");
                break;
            case ProviderFault.DropConnection or ProviderFault.AcceptAndDropConnection:
                context.Abort();
                break;
            case ProviderFault.Hang hang:
                await HangAsync(context, hang.AtMost);
                break;
            case ProviderFault.AcceptAndHang hang:
                await HangAsync(context, hang.AtMost);
                break;
        }
    }

    public static async Task AnswerJsonAsync(HttpContext context, int statusCode, string json)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private async Task HangAsync(HttpContext context, TimeSpan atMost)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        await Task.Delay(atMost, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
