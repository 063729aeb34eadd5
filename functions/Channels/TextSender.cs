using Azure;
using Azure.Communication.Sms;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Channels;

/// <summary>Sends texts through Azure Communication Services, one recipient a call, with the ledger key as the tag that delivery reports carry.</summary>
/// <param name="client">Built with <see cref="Options"/>.</param>
/// <param name="options">The section Sms.</param>
/// <exception cref="InvalidOperationException">The sender that parents see is not set.</exception>
public sealed class TextSender(SmsClient client, IOptions<SmsOptions> options) : IMessageSender
{
    /// <summary>A service that says "come back in an hour" must not keep a function waiting that long: its queue brings the message back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _from = ChannelOptions.Required(SmsOptions.Section, nameof(SmsOptions.From), options.Value.From);

    /// <summary>How the client of a text sender is to be built.</summary>
    public static SmsClientOptions Options() => SendAttempts.Watch(new SmsClientOptions());

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var attempts = new SendAttempts();
        using var watching = attempts.Begin();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            // The client's own retries repeat one repeatability id, so within this call the service takes the text once.
            SmsSendResult result = await client.SendAsync(
                _from, message.To, message.Plain, new SmsSendOptions(enableDeliveryReport: true) { Tag = message.Key.ToString() }, patience.Token);
            return result.Successful ? new SendOutcome.Accepted(result.MessageId ?? "") : ProviderAnswer.OfStatus(result.HttpStatusCode);
        }
        catch (RequestFailedException answer) when (answer.Status >= 400 && !attempts.MayHaveBeenTaken)
        {
            return ProviderAnswer.OfStatus(answer.Status);
        }
        catch (Exception failure)
        {
            // Whatever it is, also a credential that could not be had: an outcome, so that the claim is never left without one.
            return ProviderAnswer.OfFailure(failure, attempts.MayHaveBeenTaken);
        }
    }
}
