using System.Text.Json;
using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Communication.Sms;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AttendanceFunctions.Tests.Campaign.Naive;

/// <summary>A complete message for the naive sender.</summary>
public sealed record NaiveMessage(string Key, bool IsText, string To, string Text);

/// <summary>
/// A naive sender for comparison: it inserts the message key into a table, skips the message if the key exists, sends it, and relies on the
/// clients' retries. It is only part of these tests, not of the product.
/// </summary>
public sealed class NaiveSender(TrustStorage storage, SmsClient texts, SendGridClient emails)
{
    public const string Queue = "naive-sends";
    public const string Table = "NaiveSent";

    private const int Attempts = 4;

    [Function("NaiveSend")]
    public async Task Run(
        [QueueTrigger(Queue, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken)
    {
        var send = JsonSerializer.Deserialize<NaiveMessage>(message.MessageText)!;
        try
        {
            await storage.Table(Table).AddEntityAsync(new TableEntity("sent", send.Key), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return;
        }

        if (send.IsText)
        {
            await texts.SendAsync(
                "TRUST", send.To, send.Text, new SmsSendOptions(enableDeliveryReport: true) { Tag = send.Key }, cancellationToken);
        }
        else
        {
            await EmailAsync(send, cancellationToken);
        }
    }

    // The same retries as those of the email client when they are switched on.
    private async Task EmailAsync(NaiveMessage send, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var mail = new SendGridMessage { PlainTextContent = send.Text };
                mail.SetSubject("Attendance");
                mail.SetFrom(new EmailAddress("attendance@example.org", "School attendance"));
                mail.AddTo(new EmailAddress(send.To));
                mail.AddCustomArg("key", send.Key);
                var status = (int)(await emails.SendEmailAsync(mail, cancellationToken)).StatusCode;
                if (status < 400)
                {
                    return;
                }

                if (attempt == Attempts || status is < 500 and not 429)
                {
                    throw new InvalidOperationException($"The email service answered {status}.");
                }
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                // The naive part: after a lost connection it tries again, although the provider may have accepted the message.
            }
        }
    }
}
