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
    public async Task Letters_stand_in_the_folder_of_their_school_and_night_under_names_that_a_person_reads()
    {
        await using var trust = await TrustAsync();

        var night = await WriteAsync(trust, [Concern, Order(LetterKind.MeetingInvitation)]);

        string[] files =
        [
            $"4B Sample concern-letter 2026-03-20 {Concern.Key.ToString()[..8]}.docx",
            $"4B Sample meeting-invitation 2026-03-20 {Order(LetterKind.MeetingInvitation).Key.ToString()[..8]}.docx",
        ];
        Assert.Equal(files, night.Letters.Select(letter => letter.File));
        Assert.Equal(
            [
                Folder + files[0], Folder + files[1], Folder + "index.csv", Folder + "print-list 2026-03-20.docx",
                Folder + "print-run concern-letter 2026-03-20.docx", Folder + "print-run meeting-invitation 2026-03-20.docx",
            ],
            await NamesAsync(trust));
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
            "\uFEFFRun,Envelope,Place,Letter,Class,Surname,Forename,To,Address,LocalForm,File,UPN\r\n"
                + "print-run concern-letter 2026-03-20.docx,1,1,Letter about attendance,4B,Sample,Margaret,Ms Sample and Mr Example,yes,,"
                + $"{night.Letters[0].File},A100000000001\r\n"
                + "print-run termly-letter 2026-03-20.docx,1,1,Termly letter,1A,'=Zucker,Zoë,Ms Sample and Mr Example,yes,,"
                + $"{night.Letters[1].File},A100000000002\r\n",
            await trust.GetAsync(Containers.Letters, Folder + "index.csv"));
        Assert.StartsWith("1A Zucker termly-letter 2026-03-20 ", night.Letters[1].File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeating_a_night_writes_the_same_files_and_takes_away_what_is_not_asked_for_any_more()
    {
        await using var trust = await TrustAsync();
        await WriteAsync(trust, [Concern, Order(LetterKind.FormalLetter)]);
        await trust.PutAsync(Containers.Letters, Folder + "somebody's own notes.docx", "Hello");
        await trust.PutAsync(Containers.Letters, "141234/2026-03-19/4B Sample concern-letter 2026-03-19 00000000.docx", "Hello");

        var again = await WriteAsync(trust, [Concern]);

        Assert.Equal(
            [
                "141234/2026-03-19/4B Sample concern-letter 2026-03-19 00000000.docx", Folder + again.Letters.Single().File,
                Folder + "index.csv", Folder + "print-list 2026-03-20.docx", Folder + "print-run concern-letter 2026-03-20.docx",
                Folder + "somebody's own notes.docx",
            ],
            await NamesAsync(trust));
        Assert.Empty((await WriteAsync(trust, [])).Letters);
        Assert.Equal(
            [
                "141234/2026-03-19/4B Sample concern-letter 2026-03-19 00000000.docx", Folder + "index.csv",
                Folder + "somebody's own notes.docx",
            ],
            await NamesAsync(trust));
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
        Assert.Equal(4, (await NamesAsync(trust)).Count);
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

        Assert.All(night.Letters, letter => Assert.Matches("^1A (One|Two) termly-letter 2026-03-20 [0-9a-f]{32}\\.docx$", letter.File));
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

    [Theory]
    [InlineData("4/B", "O’Brien-Smith", "4 B O’Brien-Smith ")]
    [InlineData("", "../../x", "x ")]
    [InlineData("", "", "")]
    [InlineData("=1+1", "Zoë  \r\nŻak", "1 1 Zoë Żak ")]
    [InlineData("-4", "A b c d e f g h i j k l m n o p q r s t u v w x y z", "4 A b c d e f g h i j k l m n o p q r s t ")]
    public async Task A_name_of_a_file_holds_no_character_that_a_folder_or_a_program_would_understand_otherwise(
        string @class, string surname, string begins)
    {
        await using var trust = await TrustAsync();

        var night = await WriteAsync(trust, [About(LetterKind.TermlyLetter, "A100000000002", "Ada", surname, @class)]);

        Assert.Matches($"^{begins}termly-letter 2026-03-20 [0-9a-f]{{8}}\\.docx$", night.Letters.Single().File);
        Assert.Contains(Folder + night.Letters.Single().File, await NamesAsync(trust));
    }

    [Fact]
    public async Task The_print_run_of_a_kind_is_made_from_the_template_of_its_letters()
    {
        await using var trust = await TrustAsync();
        await PutTemplateAsync(trust, "letters/termly-letter.docx", WordFile.Of("For {{Parents}}"));

        await WriteAsync(
            trust,
            [
                About(LetterKind.TermlyLetter, "A100000000002", "Ada", "One", "1A"),
                About(LetterKind.TermlyLetter, "A100000000003", "Ben", "Two", "1A"), Concern,
            ]);
        var rows = LetterIndex.Read((await trust.DownloadAsync(Containers.Letters, Folder + "index.csv")).ToArray());

        Assert.Equal(
            [
                "print-run concern-letter 2026-03-20.docx 1", "print-run termly-letter 2026-03-20.docx 1",
                "print-run termly-letter 2026-03-20.docx 2",
            ],
            rows.Select(row => $"{row.Run} {row.Place}"));
        Assert.Equal(
            "For Ms Sample and Mr Example\nFor Ms Sample and Mr Example\n",
            LetterText.Of(await ReadAsync(trust, "print-run termly-letter 2026-03-20.docx")));
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
        Assert.Contains(",Form 1A,", await trust.GetAsync(Containers.Letters, Folder + "index.csv"), StringComparison.Ordinal);

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
