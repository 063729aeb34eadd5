using Azure;
using Azure.Communication.Sms;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>Sends texts through Azure Communication Services, one recipient a call, with the ledger key as their tag in reports.</summary>
/// <param name="client">Built with <see cref="Options"/>.</param>
/// <exception cref="InvalidOperationException">The sender that parents see is not set.</exception>
public sealed class TextSender(SmsClient client, IOptions<SmsOptions> options) : IMessageSender
{
    private readonly string _from = ChannelOptions.Required(SmsOptions.Section, nameof(SmsOptions.From), options.Value.From);

    /// <summary>
    /// How the client of a text sender is to be built: one claim is one attempt. The client would tell of its last attempt alone, and it is
    /// the one before that may have been taken; a lost answer is what delivery reports are for (docs/decisions/0006).
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
            // In a request that was right, 400 for its one recipient is about the number.
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
            // Whatever it is, an outcome, so that the claim is never left without one.
            return ProviderAnswer.OfFailure(failure);
        }
    }
}
