using Azure;
using Azure.Communication.Sms;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>Sends texts through Azure Communication Services, one recipient per call; reports have the ledger key as a tag.</summary>
/// <param name="client">Built with <see cref="Options"/>.</param>
/// <exception cref="InvalidOperationException">The sender's number or name is not set.</exception>
public sealed class TextSender(SmsClient client, IOptions<SmsOptions> options) : IMessageSender
{
    private readonly string _from = ChannelOptions.Required(SmsOptions.Section, nameof(SmsOptions.From), options.Value.From);

    /// <summary>
    /// Options of the client: one attempt per claim. With retries, the client would report only its last attempt, although an earlier one
    /// may have been accepted; delivery reports resolve lost answers (docs/decisions/0006).
    /// </summary>
    public static SmsClientOptions Options() => new() { Retry = { MaxRetries = 0, NetworkTimeout = ChannelOptions.Timeout } };

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.NotTaken("the host was stopping");
        }

        try
        {
            SmsSendResult result = await client.SendAsync(
                _from, message.To, message.Plain, new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Key }, cancellationToken);
            // If the request was accepted, status 400 of its only recipient is about the number.
            return result.Successful ? new SendOutcome.Accepted(result.MessageId ?? "")
                : result.HttpStatusCode == 400 ? new SendOutcome.Refused(400, IsForRecipient: true)
                : ProviderAnswer.OfStatus(result.HttpStatusCode);
        }
        catch (RequestFailedException answer) when (answer.Status >= 400)
        {
            return ProviderAnswer.OfStatus(answer.Status);
        }
        catch (Exception failure)
        {
            // Every exception becomes an outcome, so that no claim is left unsettled.
            return ProviderAnswer.OfFailure(failure);
        }
    }
}
