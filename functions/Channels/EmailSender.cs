using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AttendanceFunctions.Functions.Channels;

/// <summary>Sends emails through SendGrid, with the ledger key as a custom argument and without the client's own retries: the service has no idempotency.</summary>
public sealed class EmailSender(SendGridClient client, IOptions<EmailOptions> options) : IMessageSender
{
    /// <summary>The custom argument that holds the ledger key.</summary>
    public const string KeyArgument = "key";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var mail = new SendGridMessage { PlainTextContent = message.Plain, HtmlContent = message.Html };
        mail.SetSubject(message.Subject);
        mail.SetFrom(new EmailAddress(options.Value.From, options.Value.FromName));
        mail.AddTo(new EmailAddress(message.To));
        mail.AddCustomArg(KeyArgument, message.Key.ToString());
        // A parent's opening of a letter from school is nobody's statistic.
        mail.SetClickTracking(false, false);
        mail.SetOpenTracking(false);
        try
        {
            var answer = await client.SendEmailAsync(mail, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new SendOutcome.Accepted(answer.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.First() : "")
                : ProviderAnswer.OfStatus((int)answer.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return ProviderAnswer.OfFailure(failure);
        }
    }
}
