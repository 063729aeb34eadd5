using Azure;
using Azure.Communication.Sms;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Channels;

/// <summary>Sends texts through Azure Communication Services, one recipient a call, with the ledger key as the tag that delivery reports carry.</summary>
public sealed class TextSender(SmsClient client, IOptions<SmsOptions> options) : IMessageSender
{
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // The client's own retries repeat one repeatability id, so within this call the service takes the text once.
            SmsSendResult result = await client.SendAsync(
                options.Value.From, message.To, message.Plain, new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Key.ToString() }, cancellationToken);
            return result.Successful ? new SendOutcome.Accepted(result.MessageId ?? "") : ProviderAnswer.OfStatus(result.HttpStatusCode);
        }
        catch (RequestFailedException answer) when (answer.Status >= 400)
        {
            return ProviderAnswer.OfStatus(answer.Status);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or OperationCanceledException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return ProviderAnswer.OfFailure(failure);
        }
    }
}
