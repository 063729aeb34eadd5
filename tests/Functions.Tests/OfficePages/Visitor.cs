using System.Text;
using System.Text.Json;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>Somebody who is signed in and opens pages of a trust's office, or sends its forms.</summary>
internal static class Visitor
{
    public const string Office = "office@trust.example";

    public const string Head = "head@trust.example";

    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Everybody who may not enter anything about a child of the school.</summary>
    public static TheoryData<string> Others =>
        ["elsewhere@trust.example", "trust@trust.example", "systems@trust.example", "stranger@trust.example"];

    /// <summary>A trust with two schools, whose list of staff has these people.</summary>
    /// <param name="extra">Further settings of the trust, as JSON with a comma at the end.</param>
    public static async Task<TestTrust> TrustAsync(AzuriteFixture azurite, string policy, string extra = "")
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(policy, extra: extra, schools: "," + Sample.School("141235", "Hilltop School")),
            (OfficeOptions.SignInSetting, "True"), (OfficeOptions.TenantSetting, Tenant));
        await trust.PutAsync(Containers.Settings, "staff.csv",
            "SignInName,Name,Role,Schools\noffice@trust.example,Jo Hill,office,141234\nhead@trust.example,Ann Lee,head,141234\n"
            + "lead@trust.example,Lee Fox,attendance lead,141234\n"
            + "elsewhere@trust.example,Di Hay,head,141235\ntrust@trust.example,Helen Marsh,trust lead,all\n"
            + "systems@trust.example,Sam Roe,operator,all\n");
        return trust;
    }

    /// <summary>The trust under HET on the night on which a pupil at 95% came to its first stage; the others attend always.</summary>
    public static async Task<TestTrust> AtFirstStageAsync(AzuriteFixture azurite, string upn, IReadOnlyList<string> others)
    {
        var trust = await TrustAsync(azurite, "het");
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([Sample.Pupil(upn), .. others.Select(other => Sample.Pupil(other))]));
        await trust.PutAsync(Containers.Registers, "141234/so-far.csv", Sample.MarksFile(
            [Sample.Marks(upn, "2025-09-01", 2, 38), .. others.Select(other => Sample.Marks(other, "2025-09-01", 0, 40))]));
        await trust.NightAsync("2025-09-26");
        return trust;
    }

    /// <summary>Opens a page about a child of the first school, or about the school.</summary>
    /// <typeparam name="TPage">The function of the page.</typeparam>
    /// <param name="values">Further values of its route.</param>
    public static Task<IResult> GetAsync<TPage>(
        this TestTrust trust, string signInName, string upn, string query = "", params (string Name, string Value)[] values) =>
        SendAsync<TPage>(trust, signInName, upn, request =>
        {
            request.QueryString = new(query);
            foreach (var (name, value) in values)
            {
                request.RouteValues[name] = value;
            }
        });

    /// <summary>Sends a form about a child of the first school.</summary>
    public static Task<IResult> PostAsync<TForm>(
        this TestTrust trust, string signInName, string upn, params (string Name, StringValues Value)[] fields) =>
        SendAsync<TForm>(trust, signInName, upn, request =>
        {
            request.Method = "POST";
            request.Headers["Sec-Fetch-Site"] = "same-origin";
            request.ContentType = "application/x-www-form-urlencoded";
            request.Form = new FormCollection(fields.ToDictionary(field => field.Name, field => field.Value));
        });

    /// <summary>Makes a request one that a browser sends for a form with a file, which stands first.</summary>
    /// <returns>The body.</returns>
    public static byte[] WithFile(
        this HttpRequest request, string field, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        const string line = "a-line-between";
        using var body = new MemoryStream();
        void Add(string disposition, byte[] value)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{line}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"));
            body.Write(value);
            body.Write("\r\n"u8);
        }

        Add($"name=\"{field}\"; filename=\"{name}\"", content);
        foreach (var (other, value) in fields)
        {
            Add($"name=\"{other}\"", Encoding.UTF8.GetBytes(value));
        }

        body.Write(Encoding.UTF8.GetBytes($"--{line}--\r\n"));
        request.Method = "POST";
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        request.ContentType = $"multipart/form-data; boundary={line}";
        request.ContentLength = body.Length;
        request.Body = new MemoryStream(body.ToArray());
        return body.ToArray();
    }

    /// <summary>Sends a request as somebody, about a child of the first school.</summary>
    /// <param name="fill">Makes a request for a page one for something else.</param>
    public static async Task<IResult> SendAsync<T>(this TestTrust trust, string signInName, string upn, Action<HttpRequest> fill)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Headers[Principal.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            auth_typ = "aad",
            claims = new[] { new { typ = Principal.NameClaim, val = signInName }, new { typ = Principal.TenantClaim, val = Tenant } },
        })));
        request.RouteValues[OfficePaths.SchoolValue] = TestTrust.School.ToString();
        await trust.InScopeAsync<ChildKeys>(async keys =>
            request.RouteValues[OfficePaths.ChildValue] = (await keys.OfAsync(TestTrust.School, Token))(Upn.Parse(upn)).ToString());
        fill(request);
        IResult? answer = null;
        await trust.InScopeAsync<IServiceProvider>(async services =>
        {
            var function = ActivatorUtilities.CreateInstance<T>(services);
            answer = await (Task<IResult>)typeof(T).GetMethod("Run")!.Invoke(function, [request, Token])!;
        });
        return answer!;
    }
}
