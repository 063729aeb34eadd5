using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Letters;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// A trust of five schools in two local authorities, one for each policy that comes with the product, each with the same pupils: returns to
/// the local authority, the adults who are told, siblings at the other schools and leavers do not depend on the policy.
/// </summary>
public sealed class FivePolicyTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private const string Header = "UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Sex,LastSchool,SocialWorker,Admission,Leaving,"
        + "LeavingReason,Destination,Address,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Address";

    private static readonly (string Policy, string Id, string Authority)[] Schools =
    [
        ("odbst", "141234", "Oxfordshire"), ("odst", "141235", "Oxfordshire"), ("school-approach", "141236", "Oxfordshire"),
        ("het", "141237", "Milton Keynes"), ("millbrook", "141238", "Milton Keynes"),
    ];

    private static readonly string[] Kinds = ["attendance", "deletion", "new-pupil", "sickness"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_school_makes_its_returns_and_the_trust_has_them_by_local_authority_as_file_and_document()
    {
        await using var trust = await LiveAsync();
        foreach (var (policy, school, authority) in Schools)
        {
            Assert.Equal(Kinds, (await ReturnsAsync(trust, Containers.Worklists, $"{school}/{Night}-")).Keys.Select(KindOf));
            foreach (var (name, rows) in await ReturnsAsync(trust, Containers.Worklists, $"{school}/{Night}-"))
            {
                var row = Assert.Single(rows);
                Assert.Equal(
                    (policy, authority, school, PupilOf(name), ""),
                    (policy, row["LocalAuthority"], row["School"], row["Surname"], row["MissingOnRoster"]));
            }
        }

        await trust.ExportAsync("2025-09-27 06:30");
        var ofTrust = await ReturnsAsync(trust, Containers.Summaries, $"{Night}/");
        Assert.Equal(
            new[] { "milton-keynes", "oxfordshire" }.SelectMany(authority => Kinds.Select(kind => $"{authority}-{kind}-return")),
            ofTrust.Keys);
        foreach (var (name, rows) in ofTrust)
        {
            var ofAuthority = Schools.Where(school => rows[0]["LocalAuthority"] == school.Authority).ToList();
            // A row says what the school's own return says.
            var own = new List<string>();
            foreach (var (_, school, _) in ofAuthority)
            {
                own.AddRange(Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{Night}-{KindOf(name)}-return.csv"))
                    .Select(row => string.Join('|', row.Values)));
            }

            Assert.Equal(own.Order(StringComparer.Ordinal), rows.Select(row => string.Join('|', row.Values)).Order(StringComparer.Ordinal));
            var document = LetterText.Of((await trust.DownloadAsync(Containers.Summaries, $"{Night}/{name}.docx")).ToArray());
            Assert.Contains($"from Riverside Academies Trust: {ofAuthority.Count} pupils", document, StringComparison.Ordinal);
            Assert.All(ofAuthority, school => Assert.Contains($"## {NameOf(school.Policy)}\n", document, StringComparison.Ordinal));
            Assert.Equal(ofAuthority.Count, document.Split($"### Zoe {PupilOf(name)}").Length - 1);
        }
    }

    [Fact]
    public async Task A_return_that_one_school_made_is_no_longer_among_the_trusts()
    {
        await using var trust = await LiveAsync();
        await trust.ExportAsync("2025-09-27 06:30");
        var row = (await trust.WorklistAsync(Night)).Single(row => row["What"].StartsWith("Sickness return to", StringComparison.Ordinal));
        await trust.DecideAsync(Night, row["Key"], "done");
        await trust.NightAsync("2025-09-29");
        await trust.ExportAsync("2025-09-30 06:30");

        Assert.Equal(
            ["141235", "141236"],
            (await ReturnsAsync(trust, Containers.Summaries, "2025-09-29/"))["oxfordshire-sickness-return"].Select(row => row["School"]));
    }

    [Fact]
    public async Task Adults_outside_the_school_are_told_siblings_are_noted_and_leavers_are_counted()
    {
        await using var trust = await LiveAsync();
        foreach (var (policy, school, _) in Schools)
        {
            var rows = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{Night}.csv"));
            Assert.Equal(
                (policy, "Tell the social worker today of the absence that began on 26 September 2025."),
                (policy, Assert.Single(
                    rows, row => row["UPN"] == UpnOf(school, 5) && row["What"].StartsWith("Tell ", StringComparison.Ordinal))["What"]));

            var noted = Assert.Single(rows, row => row["Actions"].Contains("A sibling may be", StringComparison.Ordinal));
            Assert.Equal((policy, UpnOf(school, 6)), (policy, noted["UPN"]));
            Assert.All(
                Schools.Where(other => other.Id != school),
                other => Assert.Contains(NameOf(other.Policy), noted["Actions"], StringComparison.Ordinal));

            // The pupil who left on 12 September counts with 20 sessions.
            var tally = (await trust.Get<SchoolNightTable>().FindAsync(
                new(2025, 9, 26), SchoolId.Parse(school), Token))!.Headcount.Tally;
            Assert.Equal((policy, 230, 159), (policy, tally.Possible, tally.Attended));
        }
    }

    /// <summary>Works out two nights: a school knows of the other schools' families from the second one on.</summary>
    private async Task<TestTrust> LiveAsync()
    {
        var others = string.Concat(Schools.Skip(1).Select(school => ", " + Sample.School(
            school.Id, NameOf(school.Policy), $", \"policy\": \"{school.Policy}\"")
            .Replace("\"Oxfordshire\"", $"\"{school.Authority}\"", StringComparison.Ordinal)));
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(Schools[0].Policy, extra: "\"minimumCoverage\": 0,", schools: others));
        foreach (var (_, school, _) in Schools)
        {
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", RosterOf(school));
            await trust.PutAsync(Containers.Registers, $"{school}/a.csv", MarksOf(school));
            await trust.PutAsync(Containers.Registers, $"{school}/b.csv", $"UPN,Date,Session,Code\n{UpnOf(school, 5)},{Night},AM,N\n");
        }

        await trust.NightAsync("2025-09-25");
        await trust.NightAsync(Night);
        return trust;
    }

    private static string RosterOf(string school) => string.Concat(new[]
    {
        Row(1, "Ill"), Row(2, "Away"), Row(3, "New", admission: "2025-09-22"), Row(4, "Leaver", leaving: "2025-10-03,a,Hill School"),
        Row(5, "Told", socialWorker: "yes"), Row(6, "Sibling", parent: "Alex Sample", mobile: "07700 900001"),
        Row(7, "Left", leaving: "2025-09-12,a,Hill School"),
    }
    .Prepend(Header + "\n").Select(row => row.Replace("{school}", school, StringComparison.Ordinal)))
    .Replace("{letter}", UpnOf(school, 0)[..1], StringComparison.Ordinal);

    private static string Row(
        int number, string surname, string admission = "", string leaving = ",,", string socialWorker = "no", string? parent = null,
        string? mobile = null) =>
        $"{{letter}}{number},Zoe,{surname},4,4A,2016-05-04,F,none,{socialWorker},{admission},{leaving},\"{number} Mill Lane\","
            + $"{parent ?? $"Kim {surname}"},yes,{mobile ?? $"01632 96000{number}"},\"{number} Mill Lane\"\n";

    private static string MarksOf(string school) => Sample.MarksFile(
        Sample.Marks(UpnOf(school, 1), "2025-09-01", 30, 10), Sample.Marks(UpnOf(school, 2), "2025-09-01", 20, 20, 'G'),
        Sample.Marks(UpnOf(school, 3), "2025-09-22", 0, 10), Sample.Marks(UpnOf(school, 4), "2025-09-01", 0, 40),
        Sample.Marks(UpnOf(school, 5), "2025-09-01", 0, 40), Sample.Marks(UpnOf(school, 6), "2025-09-01", 20, 20, 'C'),
        Sample.Marks(UpnOf(school, 7), "2025-09-01", 0, 20));

    private static string UpnOf(string school, int number) => $"{(char)('A' + (school[^1] - '4'))}{number}";

    private static string NameOf(string policy) => policy == Schools[0].Policy ? "Riverside Primary School" : $"School of {policy}";

    private static string KindOf(string name) => Kinds.Single(kind => name.EndsWith($"{kind}-return", StringComparison.Ordinal));

    private static string PupilOf(string name) => KindOf(name) switch
    {
        "attendance" => "Away",
        "deletion" => "Leaver",
        "new-pupil" => "New",
        _ => "Ill",
    };

    /// <summary>The returns below a prefix, by their names without ending; each has a document beside its file.</summary>
    private static async Task<SortedDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> ReturnsAsync(
        TestTrust trust, string container, string prefix)
    {
        var found = new SortedDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(StringComparer.Ordinal);
        var documents = new List<string>();
        await foreach (var blob in trust.TrustStorage.Container(container)
            .GetBlobsByHierarchyAsync(default, default, "/", prefix, Token).Where(blob => blob.IsBlob))
        {
            var name = Path.GetFileNameWithoutExtension(blob.Blob.Name)[(prefix.EndsWith('-') ? Night.Length + 1 : 0)..];
            if (blob.Blob.Name.EndsWith("-return.csv", StringComparison.Ordinal))
            {
                found[name] = Sheet.Read(await trust.GetAsync(container, blob.Blob.Name));
            }
            else if (blob.Blob.Name.EndsWith("-return.docx", StringComparison.Ordinal))
            {
                documents.Add(name);
            }
        }

        Assert.Equal(found.Keys, documents.Order(StringComparer.Ordinal));
        return found;
    }
}
