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

/// <summary>A message for the naive sender, with everything that is to be sent.</summary>
public sealed record NaiveMessage(string Key, bool IsText, string To, string Text);

/// <summary>
/// The sender that is held against the product's: insert the key, on conflict skip, send, and let the clients retry. It stands
/// here alone, and nothing that ships knows it.
/// </summary>
public sealed class NaiveSender(TrustStorage storehouse, SmsClient texts, SendGridClient emails)
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
            await storehouse.Table(Table).AddEntityAsync(new TableEntity("sent", send.Key), cancellationToken);
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

    // As the email client's own retries work where they are switched on.
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
                // The line was cut, so it tries again: that is what is naive about it.
            }
        }
    }
}
