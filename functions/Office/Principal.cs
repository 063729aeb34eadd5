using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>Whom the platform signed in.</summary>
/// <param name="SignInName">The name of the account.</param>
/// <param name="Tenant">The id of the account's directory.</param>
public sealed record Principal(string SignInName, string Tenant)
{
    /// <summary>The header in which the platform passes on who is signed in: JSON in Base64.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The claim with the name of the account.</summary>
    public const string NameClaim = "preferred_username";

    /// <summary>The claim with the directory, as the platform names it.</summary>
    public const string TenantClaim = "http://schemas.microsoft.com/identity/claims/tenantid";

    /// <summary>The person of a request; null where nobody is signed in, or the header says it in another form.</summary>
    public static Principal? Read(IHeaderDictionary headers)
    {
        // A header that stands twice was not set by the platform alone.
        if (headers[Header] is not [{ Length: > 0 } encoded])
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(Convert.FromBase64String(encoded));
            return (content?.Find(NameClaim), content?.Find(TenantClaim) ?? content?.Find("tid")) is ({ } name, { } tenant)
                ? new(name, tenant)
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    // The names are the platform's.
    private sealed record Content(IReadOnlyList<Claim>? claims)
    {
        /// <summary>The value of a claim that stands once.</summary>
        public string? Find(string type) =>
            claims?.Where(claim => claim.typ == type).ToList() is [{ val: { Length: > 0 } value }] ? value : null;
    }

    private sealed record Claim(string? typ, string? val);
}
