using System.Net;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.EndToEnd.Office;

/// <summary>
/// Every page, asked for over HTTP as somebody of every role, of the school and of another one, as somebody of none, and unsigned: what
/// comes is what docs/access.md says.
/// </summary>
public sealed partial class AccessTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Friday = new(2026, 3, 20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_sees_what_the_document_says_and_nothing_else()
    {
        await using var office = await StartAsync();
        var (own, other) = (SchoolId.Parse("990101"), SchoolId.Parse("990102"));
        var pages = PagesOfTheDocument();
        Assert.Equal(
            RoutesOf("get").Order(StringComparer.Ordinal), pages.Keys.Order(StringComparer.Ordinal));

        var (wrong, asked) = (new List<string>(), 0);
        foreach (var (role, index) in Roles().Select((role, index) => (role, index)))
        {
            // Everybody's own school is the first one; of the other one nobody here is staff.
            using var browser = await office.BrowserOfAsync(SignInNameOf(role));
            foreach (var (page, sees) in pages)
            {
                foreach (var school in new[] { own, other })
                {
                    var path = await PathAsync(office, page, school);
                    using var answer = await browser.GetAsync(path, Token);
                    var text = await answer.Content.ReadAsStringAsync(Token);
                    var expected = sees[index] == "all"
                        || (sees[index] == "own"
                            && (school == own || !page.Contains($"{{{OfficePaths.SchoolValue}}}", StringComparison.Ordinal)));
                    if (answer.StatusCode != (expected ? HttpStatusCode.OK : HttpStatusCode.Forbidden)
                        || (!expected && text.Contains("990102", StringComparison.Ordinal)))
                    {
                        wrong.Add($"{role.InWords()} at {page} of {school}: {answer.StatusCode}");
                    }

                    asked++;
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(6 * 2 * pages.Count, asked);
    }

    [Fact]
    public async Task Everybody_sends_the_forms_that_the_document_allows_and_no_other()
    {
        await using var office = await StartAsync();
        var (own, other) = (SchoolId.Parse("990101"), SchoolId.Parse("990102"));
        var forms = TableOfTheDocument("POST ");
        Assert.Equal(
            RoutesOf("post").Except([$"/{OfficePaths.EverythingRoute}"]).Order(StringComparer.Ordinal),
            forms.Keys.Order(StringComparer.Ordinal));

        var wrong = new List<string>();
        foreach (var (role, index) in Roles().Select((role, index) => (role, index)))
        {
            using var browser = await office.BrowserOfAsync(SignInNameOf(role));
            foreach (var (form, may) in forms)
            {
                foreach (var school in new[] { own, other })
                {
                    var path = await PathAsync(office, form, school);
                    var isAllowed = may[index] == "all" || (may[index] == "own" && school == own);
                    // There is no such row, so that an allowed form changes nothing either: it is told so, or counts for no message.
                    var answer = await SendAsync(browser, path, "same-origin");
                    var foreign = await SendAsync(browser, path, "cross-site");
                    if (answer is HttpStatusCode.Forbidden == isAllowed || foreign != HttpStatusCode.Forbidden)
                    {
                        wrong.Add($"{role.InWords()} to {form} of {school}: {answer}, {foreign}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient browser, string path, string site)
    {
        using var fields = new FormUrlEncodedContent([new("row", "none"), new("decision", "release"), new("kind", "none")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = fields };
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await browser.SendAsync(request, Token);
        return answer.StatusCode;
    }

    private static IEnumerable<string> RoutesOf(string verb) => FunctionCatalogue.From(new AttendanceApp().Functions).Pages
        .Where(page => page.Verbs.Contains(verb)).Select(page => $"/{page.Route.TemplateText}");

    [Fact]
    public async Task Somebody_who_is_not_in_the_list_or_not_signed_in_sees_no_page()
    {
        await using var office = await StartAsync();
        using var stranger = await office.BrowserOfAsync("somebody.else@example.org");
        using var unsigned = await office.BrowserOfAsync(null);

        foreach (var page in PagesOfTheDocument().Keys)
        {
            var path = await PathAsync(office, page, SchoolId.Parse("990101"));
            using var refused = await stranger.GetAsync(path, Token);
            var text = await refused.Content.ReadAsStringAsync(Token);

            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("You are not in the list of staff yet", text, StringComparison.Ordinal);
            Assert.Contains("Sign in on this machine", await unsigned.GetStringAsync(path, Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_look_and_an_attempt_are_on_record_and_the_safeguarding_lead_reads_them()
    {
        await using var office = await StartAsync();
        using var officer = await office.BrowserOfAsync("office@riverside.example");
        using var stranger = await office.BrowserOfAsync("office.academy@riverside.example");
        using var lead = await office.BrowserOfAsync("safeguarding@riverside.example");
        var child = await PathAsync(office, $"/{OfficePaths.ChildRoute}", SchoolId.Parse("990101"));

        var page = await officer.GetStringAsync(child, Token);
        using var refused = await stranger.GetAsync(child, Token);
        var looks = await lead.GetStringAsync(OfficePaths.Looks(SchoolId.Parse("990101")), Token);

        var name = Heading().Match(page).Groups[1].Value;
        Assert.Contains($">{name}</td>", looks, StringComparison.Ordinal);
        Assert.Contains("Meera Joshi (office@riverside.example)", looks, StringComparison.Ordinal);
        Assert.Contains("Priya Nair (office.academy@riverside.example)", looks, StringComparison.Ordinal);
        Assert.Contains("refused", looks, StringComparison.Ordinal);
        var rows = await office.Session.Services.GetRequiredService<TrustStorage>().Table(Tables.AccessLog)
            .QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(1, rows.Count(row => row.GetString("Upn") is not null));
    }

    [Fact]
    public async Task A_guessed_key_and_the_key_of_another_school_lead_to_nobody()
    {
        await using var office = await StartAsync();
        using var officer = await office.BrowserOfAsync("office@riverside.example");
        var elsewhere = (await PathAsync(office, $"/{OfficePaths.ChildRoute}", SchoolId.Parse("990102"))).Split('/')[^1];

        foreach (var key in new[] { elsewhere, new string('0', 32), "x", "..", new string('a', 5000) })
        {
            using var answer = await officer.GetAsync($"/office/schools/990101/children/{key}", Token);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_print_run_opens_for_the_people_of_its_school_and_each_child_in_it_is_on_record()
    {
        await using var office = await StartAsync();
        using var officer = await office.BrowserOfAsync("office@riverside.example");
        using var stranger = await office.BrowserOfAsync("office.academy@riverside.example");
        var school = SchoolId.Parse("990101");
        await using var scope = office.Session.Services.CreateAsyncScope();
        var folder = scope.ServiceProvider.GetRequiredService<LetterFolder>();
        var copies = await folder.ReadAsync(school, Friday, Token);
        var run = copies.GroupBy(copy => copy.Run!).MaxBy(run => run.Count())!;
        var path = OfficePaths.Letter(school, Friday, (await folder.KeysOfAsync(school, Friday, Token))(run.Key));

        Assert.Contains($"href=\"{path}\"", await officer.GetStringAsync(OfficePaths.Letters(school), Token), StringComparison.Ordinal);
        using var answer = await officer.GetAsync(path, Token);
        using var refused = await stranger.GetAsync(path, Token);
        using var guessed = await officer.GetAsync($"{OfficePaths.Letters(school, Friday)}/{new string('0', 32)}", Token);
        using var elsewhere = await stranger.GetAsync(path.Replace("990101", "990102", StringComparison.Ordinal), Token);

        Assert.Equal(run.Key, answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("PK"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync(Token))[..2]);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            new[] { refused, guessed, elsewhere }.Select(response => response.StatusCode));
        var opened = await office.Session.Services.GetRequiredService<TrustStorage>().Table(Tables.AccessLog)
            .QueryAsync<TableEntity>(row => row.PartitionKey == "990101", cancellationToken: Token)
            .Where(row => row.GetString("Page") == LetterPages.Download.Name).ToListAsync(Token);
        Assert.Equal(
            run.Select(copy => copy.Upn.ToString()).Distinct().Order(StringComparer.Ordinal),
            opened.Where(row => row.GetString("Outcome") == "Seen").Select(row => row.GetString("Upn")).Order(StringComparer.Ordinal));
        Assert.Equal(2, opened.Count(row => row.GetString("Outcome") == "Refused"));
    }

    [Fact]
    public async Task No_page_names_a_pupil_or_a_UPN_in_an_address()
    {
        await using var office = await StartAsync();
        var pupils = await office.Session.Services.GetRequiredService<PupilTable>().ReadAsync(SchoolId.Parse("990101"), Token);
        using var officer = await office.BrowserOfAsync("office@riverside.example");

        var pages = PagesOfTheDocument().Where(page => page.Value[Array.IndexOf(Roles(), StaffRole.Office)] != "none");
        foreach (var page in pages.Select(page => page.Key))
        {
            var text = await officer.GetStringAsync(await PathAsync(office, page, SchoolId.Parse("990101")), Token);
            foreach (var address in Address().Matches(text).Select(address => address.Groups[1].Value))
            {
                Assert.DoesNotContain(pupils.Values, pupil => address.Contains(pupil.Upn.ToString(), StringComparison.OrdinalIgnoreCase)
                    || address.Contains(pupil.Surname, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>The pages of the document, each with what it says of every role, in the order of the roles.</summary>
    private static Dictionary<string, string[]> PagesOfTheDocument() => TableOfTheDocument("");

    /// <summary>The rows of a table of the document whose first cell begins like this before the route.</summary>
    private static Dictionary<string, string[]> TableOfTheDocument(string start)
    {
        var document = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "access.md"));
        var header = document.Split('\n').Single(line => line.StartsWith("| page |", StringComparison.Ordinal));
        Assert.Equal(Roles().Select(role => role.InWords()), Cells(header)[1..]);
        return document.Split('\n').Where(line => line.StartsWith($"| {start}`/", StringComparison.Ordinal)).Select(Cells)
            .ToDictionary(cells => cells[0].Split('`')[1], cells => cells[1..], StringComparer.Ordinal);
    }

    private static string[] Cells(string row) => row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static StaffRole[] Roles() => Enum.GetValues<StaffRole>();

    private static string SignInNameOf(StaffRole role) => role switch
    {
        StaffRole.Office => "office@riverside.example",
        StaffRole.AttendanceLead => "lead@riverside.example",
        StaffRole.Head => "head@riverside.example",
        StaffRole.SafeguardingLead => "safeguarding@riverside.example",
        StaffRole.TrustLead => "trust@riverside.example",
        _ => "systems@riverside.example",
    };

    /// <summary>The address of a page about a school and, where the page is about a child, about one of its pupils.</summary>
    private static async Task<string> PathAsync(ServedOffice office, string page, SchoolId school)
    {
        await using var scope = office.Session.Services.CreateAsyncScope();
        var received = scope.ServiceProvider.GetRequiredService<AttendanceFunctions.Functions.Intake.ReceivedFiles>();
        var letters = await scope.ServiceProvider.GetRequiredService<LetterFolder>().KeysOfAsync(school, Friday, Token);
        var path = page.Replace($"{{{OfficePaths.SchoolValue}}}", school.ToString(), StringComparison.Ordinal)
            .Replace($"{{{OfficePaths.NightValue}}}", TableKeys.Of(Friday), StringComparison.Ordinal)
            .Replace($"{{{OfficePaths.LetterValue}}}", LetterKind.ConcernLetter.NameOf(), StringComparison.Ordinal)
            .Replace(
                $"/files/{{{OfficePaths.FileValue}}}",
                $"/files/{(await received.KeysOfAsync(school, Token))((await received.ReadAsync(school, Token))[0])}",
                StringComparison.Ordinal)
            .Replace($"{{{OfficePaths.SummaryValue}}}", TrustSummary.PageOf(PeriodKind.Year), StringComparison.Ordinal)
            .Replace($"{{{OfficePaths.FileValue}}}", FileOf(page), StringComparison.Ordinal);
        string FileOf(string of) => of.StartsWith($"/{OfficePaths.PrintsRoute}/", StringComparison.Ordinal)
            ? new SchoolPrint(Friday, PeriodKind.Week, SchoolPrints.Teachers).Word
            : letters(LetterNames.ListOf(Friday)).ToString();
        if (!path.Contains(OfficePaths.ChildValue, StringComparison.Ordinal))
        {
            return path;
        }

        var keyOf = await scope.ServiceProvider.GetRequiredService<ChildKeys>().OfAsync(school, Token);
        var upn = (await scope.ServiceProvider.GetRequiredService<PupilTable>().ReadUpnsAsync(school, Token)).Min();
        return path.Replace($"{{{OfficePaths.ChildValue}}}", keyOf(upn).ToString(), StringComparison.Ordinal);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AttendanceFunctions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        }

        return folder.FullName;
    }

    /// <summary>The office of a small trust on the morning after a night.</summary>
    private async Task<ServedOffice> StartAsync()
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 2, Pupils: 40, LastNight: Friday));
        var files = trust.Settings().Concat(trust.Rosters()).Concat(trust.RegistersBefore(Friday)).Concat(trust.RegistersOfNight(Friday));
        var office = await ServedOffice.StartAsync(
            azurite.TakeAccount(), SimulatedNight.Start(Friday), files.Select(file => IncomingFile.Of(file.Path, file.Content)));
        await new SimulatedNight(office.Session.Host, office.Clock)
            .RunUntilMorningAsync(Friday, Friday.AddDays(3), new Progress<NightTick>(), Token);
        return office;
    }

    [GeneratedRegex("<h1>([^<]+)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("(?:href|action)=\"([^\"]+)\"")]
    private static partial Regex Address();
}
