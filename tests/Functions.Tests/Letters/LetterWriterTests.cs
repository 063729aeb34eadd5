using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>A night's letters in storage, and the templates that they are made from.</summary>
public sealed class LetterWriterTests(AzuriteFixture azurite)
{
    private const string Folder = "141234/2026-03-20/";

    private static readonly LetterOrder Concern = Order(LetterKind.ConcernLetter);

    [Fact]
    public async Task Letters_stand_in_the_folder_of_their_school_and_night_under_names_that_say_nothing_of_a_pupil()
    {
        await using var trust = await TrustAsync();

        var night = await WriteAsync(trust, [Concern, Order(LetterKind.MeetingInvitation)]);

        Assert.Equal(
            [Concern.Key.ToString()[..8], Order(LetterKind.MeetingInvitation).Key.ToString()[..8]],
            night.Letters.Select(letter => letter.File.Split('-')[^1][..8]));
        Assert.Equal(
            night.Letters.Select(letter => Folder + letter.File).Append(Folder + "index.csv").Order(StringComparer.Ordinal),
            await NamesAsync(trust));
        Assert.All(
            await NamesAsync(trust),
            name => Assert.Matches("^141234/2026-03-20/((concern-letter|meeting-invitation)-[0-9a-f]{8}\\.docx|index\\.csv)$", name));
        Assert.Contains(
            "Dear Ms Sample and Mr Example", LetterText.Of(await ReadAsync(trust, night.Letters[0].File)), StringComparison.Ordinal);
        Assert.Empty(night.Refusals);
    }

    [Fact]
    public async Task The_index_says_whom_each_letter_is_about()
    {
        await using var trust = await TrustAsync();
        var zoe = About(LetterKind.TermlyLetter, "A100000000002", "Zoë", "=Zucker", "1A");

        var night = await WriteAsync(trust, [Concern, zoe]);

        Assert.Equal(
            $"\uFEFFFile,Letter,Surname,Forename,Class,LocalForm\r\n{night.Letters[1].File},Termly "
                + $"letter,'=Zucker,Zoë,1A,\r\n{night.Letters[0].File},Letter about attendance,Sample,Margaret,4B,\r\n",
            await trust.GetAsync(Containers.Letters, Folder + "index.csv"));
    }

    [Fact]
    public async Task Repeating_a_night_writes_the_same_files_and_takes_away_what_is_not_asked_for_any_more()
    {
        await using var trust = await TrustAsync();
        await WriteAsync(trust, [Concern, Order(LetterKind.FormalLetter)]);
        await trust.PutAsync(Containers.Letters, Folder + "somebody's own notes.docx", "Hello");
        await trust.PutAsync(Containers.Letters, "141234/2026-03-19/concern-letter-00000000.docx", "Hello");

        var again = await WriteAsync(trust, [Concern]);

        Assert.Equal(
            [
                "141234/2026-03-19/concern-letter-00000000.docx", Folder + again.Letters.Single().File, Folder + "index.csv",
                Folder + "somebody's own notes.docx",
            ],
            await NamesAsync(trust));
        Assert.Empty((await WriteAsync(trust, [])).Letters);
        Assert.DoesNotContain(Folder + again.Letters.Single().File, await NamesAsync(trust));
    }

    [Fact]
    public async Task A_night_without_letters_writes_nothing()
    {
        await using var trust = await TrustAsync();

        await WriteAsync(trust, []);

        Assert.Empty(await NamesAsync(trust));
    }

    [Fact]
    public async Task A_letter_that_is_asked_for_twice_is_written_once()
    {
        await using var trust = await TrustAsync();

        var night = await WriteAsync(trust, [Concern, Concern]);

        Assert.Equal(night.Letters[0].File, night.Letters[1].File);
        Assert.Equal(2, (await NamesAsync(trust)).Count);
    }

    [Fact]
    public async Task Two_letters_whose_keys_begin_alike_do_not_overwrite_each_other()
    {
        await using var trust = await TrustAsync();
        var seen = new Dictionary<string, string>();
        var (one, other) = ("", "");
        for (var number = 0; one.Length == 0; number++)
        {
            other = $"P{number}";
            var key = LetterKey.Of(TestTrust.School, Upn.Parse(other), LetterKind.TermlyLetter, SampleLetter.Night).ToString()[..8];
            one = seen.GetValueOrDefault(key) ?? "";
            seen[key] = other;
        }

        var night = await WriteAsync(
            trust, [About(LetterKind.TermlyLetter, one, "Ada", "One", "1A"), About(LetterKind.TermlyLetter, other, "Ben", "Two", "1A")]);

        Assert.All(night.Letters, letter => Assert.Matches("^termly-letter-[0-9a-f]{32}\\.docx$", letter.File));
        Assert.Contains("Ada", LetterText.Of(await ReadAsync(trust, night.Letters[0].File)), StringComparison.Ordinal);
        Assert.Contains("Ben", LetterText.Of(await ReadAsync(trust, night.Letters[1].File)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trusts_own_template_takes_the_place_of_the_built_in_letter_and_the_local_authoritys_that_of_both()
    {
        await using var trust = await TrustAsync();
        await PutTemplateAsync(trust, "letters/concern-letter.docx", WordFile.Of("The trust writes to {{Parents}}"));
        await PutTemplateAsync(trust, "letters/oxfordshire/concern-letter.docx", WordFile.Of("Oxfordshire's form for {{ChildFullName}}"));
        await PutTemplateAsync(
            trust, "letters/Milton Keynes/concern-letter.docx", WordFile.Of("Milton Keynes' form for {{ChildFullName}}"));
        await PutTemplateAsync(trust, "letters/formal-letter.docx", WordFile.Of("The trust writes formally to {{Parents}}"));

        var night = await WriteAsync(trust, [Concern, Order(LetterKind.FormalLetter), Order(LetterKind.FinalWarning)]);

        Assert.Equal("Oxfordshire's form for Margaret Sample\n", LetterText.Of(await ReadAsync(trust, night.Letters[0].File)));
        Assert.Equal(
            "The trust writes formally to Ms Sample and Mr Example\n", LetterText.Of(await ReadAsync(trust, night.Letters[1].File)));
        Assert.Contains("# Final warning", LetterText.Of(await ReadAsync(trust, night.Letters[2].File)), StringComparison.Ordinal);
        Assert.Empty(night.Refusals);
    }

    [Fact]
    public async Task A_template_that_cannot_be_used_is_named_and_the_next_one_is_used()
    {
        await using var trust = await TrustAsync();
        await PutTemplateAsync(trust, "letters/Oxfordshire/concern-letter.docx", WordFile.Of("{{Foo}}"));
        await PutTemplateAsync(trust, "letters/concern-letter.docx", WordFile.Of("The trust writes to {{Parents}}"));
        await PutTemplateAsync(trust, "letters/formal-letter.docx", "no document"u8.ToArray());

        var night = await WriteAsync(trust, [Concern, Order(LetterKind.FormalLetter)]);

        Assert.Equal("The trust writes to Ms Sample and Mr Example\n", LetterText.Of(await ReadAsync(trust, night.Letters[0].File)));
        Assert.Contains("our attendance policy", LetterText.Of(await ReadAsync(trust, night.Letters[1].File)), StringComparison.Ordinal);
        Assert.Equal(
            ["settings/letters/Oxfordshire/concern-letter.docx", "settings/letters/formal-letter.docx"],
            night.Refusals.Select(refusal => refusal.File));
        Assert.StartsWith(
            "settings/letters/Oxfordshire/concern-letter.docx cannot be used, and another template took its place. "
            + "text “{{Foo}}”: {{Foo}} is no field of this letter. fields: ",
            night.Refusals[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letters/concern-leter.docx")]
    [InlineData("letters/concern-letter.doc")]
    [InlineData("letters/Oxfordshire/concern.docx")]
    public async Task A_file_that_no_letter_is_named_after_is_said(string name)
    {
        await using var trust = await TrustAsync();
        await PutTemplateAsync(trust, name, WordFile.Of("Hello"));

        var night = await WriteAsync(trust, [Concern]);

        Assert.Equal($"settings/{name}", night.Refusals.Single().File);
        Assert.Contains("no letter has this name", night.Refusals.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_too_big_is_not_even_fetched()
    {
        await using var trust = await TrustAsync();
        await PutTemplateAsync(trust, "letters/concern-letter.docx", new byte[SettingsBounds.LetterBytes + 1]);

        var night = await WriteAsync(trust, [Concern]);

        Assert.Contains("make its pictures smaller", night.Refusals.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_that_a_local_authority_wants_is_named_until_there_is_a_template_for_it()
    {
        await using var trust = await TrustAsync();
        LocalForm form = new("Oxfordshire", LetterKind.ConcernLetter, "Form 1A");
        var school = SampleLetter.School with { Policy = SampleLetter.School.Policy with { LocalForms = [form] } };

        Assert.Equal("Form 1A", (await WriteAsync(trust, [Concern], school)).Letters.Single().LocalForm);
        Assert.Contains(",Form 1A\r\n", await trust.GetAsync(Containers.Letters, Folder + "index.csv"), StringComparison.Ordinal);

        await PutTemplateAsync(trust, "letters/Oxfordshire/concern-letter.docx", WordFile.Of("Form 1A for {{ChildFullName}}"));

        Assert.Null((await WriteAsync(trust, [Concern], school)).Letters.Single().LocalForm);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static LetterOrder Order(LetterKind kind) => new(kind, SampleLetter.Facts(kind));

    private static LetterOrder About(LetterKind kind, string upn, string forename, string surname, string @class)
    {
        var facts = SampleLetter.Facts(kind);
        var pupil = facts.Pupil with
        {
            Upn = Upn.Parse(upn),
            Forename = forename,
            PreferredName = forename,
            Surname = surname,
            Class = @class,
        };
        return new(kind, facts with { Pupil = pupil });
    }

    private Task<TestTrust> TrustAsync() => TestTrust.CreateAsync(azurite, Sample.Settings());

    private static Task<LettersOfNight> WriteAsync(TestTrust trust, IReadOnlyList<LetterOrder> orders) =>
        WriteAsync(trust, orders, SampleLetter.School);

    private static async Task<LettersOfNight> WriteAsync(TestTrust trust, IReadOnlyList<LetterOrder> orders, School school)
    {
        var night = new LettersOfNight([], []);
        await trust.InScopeAsync<LetterWriter>(
            async letters => night = await letters.WriteAsync(school, SampleLetter.Night, orders, Token));
        return night;
    }

    private static async Task PutTemplateAsync(TestTrust trust, string name, byte[] template) =>
        await trust.TrustStorage.Container(Containers.Settings).GetBlobClient(name).UploadAsync(
            BinaryData.FromBytes(template), overwrite: true, Token);

    private static async Task<byte[]> ReadAsync(TestTrust trust, string file) =>
        (await trust.TrustStorage.Container(Containers.Letters).GetBlobClient(Folder + file).DownloadContentAsync(Token)).Value.Content
            .ToArray();

    private static async Task<IReadOnlyList<string>> NamesAsync(TestTrust trust)
    {
        var names = new List<string>();
        await foreach (var blob in trust.TrustStorage.Container(Containers.Letters).GetBlobsAsync(cancellationToken: Token))
        {
            names.Add(blob.Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
