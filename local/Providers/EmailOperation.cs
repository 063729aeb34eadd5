using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The operations of the email service: validates requests and writes responses.</summary>
internal sealed class EmailOperation(string apiKey, ProviderService<AcceptedEmail> service, Bounces bounces, TimeProvider clock)
{
    private const int MaxRecipients = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {apiKey}")
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The API key is not valid.");
        }
        else if (context.Request is { Method: "GET", Path.Value: "/v3/suppression/bounces" })
        {
            var query = context.Request.Query;
            var page = bounces.Page(
                Number(query["start_time"], 0), (int)Number(query["limit"], int.MaxValue), (int)Number(query["offset"], 0));
            await ProviderService<AcceptedEmail>.AnswerJsonAsync(context, StatusCodes.Status200OK, JsonSerializer.Serialize(page, Json));
        }
        else if (context.Request is not { Method: "POST", Path.Value: "/v3/mail/send" })
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "The operation does not exist.");
        }
        else
        {
            await AnswerBodyAsync(context);
        }
    }

    private async Task AnswerBodyAsync(HttpContext context)
    {
        EmailRequest request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<EmailRequest>(context.Request.Body, Json, context.RequestAborted)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException fault)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, fault.Message);
            return;
        }

        var emails = Emails(request, clock.GetUtcNow().UtcDateTime);
        if (emails.Count is 0 or > MaxRecipients
            || request.Content.Count == 0
            || emails.Any(email => email.Subject.Length == 0 || email.To.Length == 0))
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, $"A subject, a content and 1 to {MaxRecipients} recipients are required.");
        }
        else
        {
            await service.AnswerAsync(context, emails, new Answers(context));
        }
    }

    private static List<AcceptedEmail> Emails(EmailRequest request, DateTime now) =>
    [
        .. from envelope in request.Personalizations
           from recipient in envelope.To
           select new AcceptedEmail(
               recipient.Email,
               Content(request, "text/plain"),
               Key(envelope.CustomArgs) is { Length: > 0 } key ? key : Key(request.CustomArgs),
               now,
               envelope.Subject ?? request.Subject ?? "",
               Content(request, "text/html")),
    ];

    private static long Number(string? text, long defaultValue) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : defaultValue;

    private static string Key(IReadOnlyDictionary<string, string>? customArgs) => customArgs?.GetValueOrDefault("key") ?? "";

    private static string Content(EmailRequest request, string type) =>
        request.Content.FirstOrDefault(content => content.Type == type)?.Value ?? "";

    private static Task RefuseAsync(HttpContext context, int statusCode, string message, string? field = null) =>
        ProviderService<AcceptedEmail>.AnswerJsonAsync(
            context,
            statusCode,
            JsonSerializer.Serialize(new { errors = new[] { new { message, field, help = (string?)null } } }));

    private sealed class Answers(HttpContext context) : IProviderAnswers
    {
        public Task AcceptedAsync() => Task.CompletedTask;

        public Task AcceptAsync()
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.Headers["X-Message-Id"] = Guid.NewGuid().ToString("N");
            return Task.CompletedTask;
        }

        public Task RefuseAsync(int statusCode) =>
            EmailOperation.RefuseAsync(context, statusCode, "A planned failure of the local provider.");

        public Task RefuseRecipientsAsync(int statusCode) =>
            EmailOperation.RefuseAsync(
                context, statusCode, "A planned rejection of this recipient by the local provider.", "personalizations.0.to.0.email");
    }
}
