using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AttendanceFunctions.Local.Providers;

/// <summary>
/// Azure Communication Services' request signature: an HMAC-SHA256 with the resource's access key over the method, the path with its
/// query, and the values of the signed headers. One of these headers is the hash of the body.
/// Source: the service's REST reference, "Authentication: access key".
/// </summary>
internal static class SmsSignature
{
    private const string Scheme = "HMAC-SHA256 ";
    private const string HashHeader = "x-ms-content-sha256";
    private static readonly string[] DateHeaders = ["x-ms-date", "date"];

    /// <summary>Whether the request has a valid signature.</summary>
    public static bool IsValid(HttpRequest request, ReadOnlySpan<byte> body, byte[] accessKey)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal)
            || request.Headers[HashHeader] != Convert.ToBase64String(SHA256.HashData(body)))
        {
            return false;
        }

        var parts = authorization[Scheme.Length..].Split('&', 2);
        if (parts.Length != 2 || !TryValue(parts[0], "SignedHeaders=", out var signedHeaders)
            || !TryValue(parts[1], "Signature=", out var signature))
        {
            return false;
        }

        var names = signedHeaders.Split(';');
        return names is [var date, "host", HashHeader]
            && DateHeaders.Contains(date)
            && FixedTimeEquals(signature, Expected(request, names, accessKey));
    }

    private static string Expected(HttpRequest request, IEnumerable<string> names, byte[] accessKey)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var values = string.Join(';', names.Select(name => request.Headers[name].ToString()));
        return Convert.ToBase64String(HMACSHA256.HashData(accessKey, Encoding.UTF8.GetBytes($"{request.Method}\n{target}\n{values}")));
    }

    private static bool FixedTimeEquals(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static bool TryValue(string part, string name, out string value)
    {
        var named = part.StartsWith(name, StringComparison.Ordinal);
        value = named ? part[name.Length..] : "";
        return named;
    }
}
