using System.Text.Json;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;
using EmailAddress = SendGrid.Helpers.Mail.EmailAddress;

namespace AttendanceFunctions.Functions.Messages.Senders;

/// <summary>
/// Sends emails through SendGrid, with the ledger key as a custom argument. The client's own retries are off, because the service has
/// no idempotency.
/// </summary>
/// <exception cref="InvalidOperationException">The sender's address is not set.</exception>
public sealed class EmailSender(SendGridClient client, IOptions<EmailOptions> options) : IMessageSender
{
    /// <summary>The custom argument that holds the ledger key.</summary>
    public const string KeyArgument = "key";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly EmailAddress _from = new(
        ChannelOptions.Required(EmailOptions.Section, nameof(EmailOptions.From), options.Value.From), options.Value.FromName);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.NotTaken("the host was stopping");
        }

        var mail = new SendGridMessage { PlainTextContent = message.Plain, HtmlContent = message.Html };
        mail.SetSubject(message.Subject);
        mail.SetFrom(_from);
        mail.AddTo(new EmailAddress(message.To));
        mail.AddCustomArg(KeyArgument, message.Key);
        // For privacy, parents' opens and clicks are not tracked.
        mail.SetClickTracking(false, false);
        mail.SetOpenTracking(false);
        try
        {
            var answer = await client.SendEmailAsync(mail, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new SendOutcome.Accepted(answer.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.First() : "")
                : (int)answer.StatusCode == 400 ? new SendOutcome.Refused(400, await IsForRecipientAsync(answer, cancellationToken))
                : ProviderAnswer.OfStatus((int)answer.StatusCode);
        }
        catch (Exception failure)
        {
            return ProviderAnswer.OfFailure(failure);
        }
    }

    /// <summary>Whether the service reports an invalid field of the recipient, such as personalizations.0.to.0.email.</summary>
    private static async Task<bool> IsForRecipientAsync(Response answer, CancellationToken cancellationToken)
    {
        try
        {
            var body = JsonSerializer.Deserialize<Refusal>(await answer.Body.ReadAsStringAsync(cancellationToken), Json);
            return body?.Errors is { Count: > 0 } errors
                && errors.All(error => error.Field?.StartsWith("personalizations.0.to", StringComparison.Ordinal) == true);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record Refusal(IReadOnlyList<Fault>? Errors);

    private sealed record Fault(string? Field);
}
