using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The send operation of the SMS service: validates requests and writes responses.</summary>
internal sealed class SmsOperation(byte[] accessKey, ProviderService<AcceptedText> service, TextReports reports, TimeProvider clock)
{
    private const string Version = "2021-03-07";
    private const int MaxRecipients = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public async Task AnswerAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var body = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (!SmsSignature.IsValid(context.Request, body.Span, accessKey))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Denied", "The signature does not match the request.");
        }
        else if (context.Request is not { Method: "POST", Path.Value: "/sms" })
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "NotFound", "The operation does not exist.");
        }
        else if (context.Request.Query["api-version"] != Version)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", $"The api-version must be {Version}.");
        }
        else
        {
            await AnswerAsync(context, body);
        }
    }

    private async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        SmsRequest request;
        try
        {
            request = JsonSerializer.Deserialize<SmsRequest>(body.Span, Json) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException fault)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", fault.Message);
            return;
        }

        if (request.From.Length == 0 || request.Message.Length == 0 || request.SmsRecipients.Count is 0 or > MaxRecipients)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "BadRequest",
                $"A sender, a message and 1 to {MaxRecipients} recipients are required.");
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var key = request.SmsSendOptions?.Tag ?? "";
        var texts = request.SmsRecipients.Select(recipient => new AcceptedText(recipient.To, request.Message, key, now)).ToList();
        await service.AnswerAsync(context, texts, new Answers(context, [.. texts.Select(text => (text, TextReports.NewId()))], reports));
    }

    private static Task RefuseAsync(HttpContext context, int statusCode, string code, string message) =>
        ProviderService<AcceptedText>.AnswerJsonAsync(
            context, statusCode, JsonSerializer.Serialize(new { error = new { code, message } }));

    private sealed class Answers(
        HttpContext context, IReadOnlyList<(AcceptedText Text, string Id)> texts, TextReports reports) : IProviderAnswers
    {
        public async Task AcceptedAsync()
        {
            foreach (var (text, id) in texts)
            {
                await reports.AddAsync(text, id, CancellationToken.None);
            }
        }

        public Task AcceptAsync() => AnswerAsync(texts.Select(accepted => (object)new
        {
            to = accepted.Text.To,
            messageId = accepted.Id,
            httpStatusCode = StatusCodes.Status202Accepted,
            repeatabilityResult = "accepted",
            successful = true,
        }));

        public Task RefuseAsync(int statusCode) =>
            SmsOperation.RefuseAsync(context, statusCode, "Planned", "A planned failure of the local provider.");

        public Task RefuseRecipientsAsync(int statusCode) => AnswerAsync(texts.Select(refused => (object)new
        {
            to = refused.Text.To,
            httpStatusCode = statusCode,
            errorMessage = "A planned rejection of this recipient by the local provider.",
            successful = false,
        }));

        private Task AnswerAsync(IEnumerable<object> value) => ProviderService<AcceptedText>.AnswerJsonAsync(
            context, StatusCodes.Status202Accepted, JsonSerializer.Serialize(new { value }));
    }
}
