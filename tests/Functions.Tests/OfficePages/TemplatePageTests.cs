using System.IO.Compression;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>Templates that a school uploads: checked by the letters' own reader, used from the next night on, taken back.</summary>
public sealed class TemplatePageTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] Own { get; } =
        BuiltInLetters.Template(LetterKind.ConcernLetter, "Dear {{Parents}}\n\nOur own words about {{ChildFirstName}}.");

    [Fact]
    public async Task A_school_uses_a_template_of_its_own_and_takes_it_back()
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");
        await trust.PutAsync(Containers.Settings, "letters/concern-letter.docx", BinaryData.FromBytes(
            BuiltInLetters.Template(LetterKind.ConcernLetter, "Dear {{Parents}}\n\nThe trust's words.")));

        Assert.IsType<SeeOther>(await SendAsync(trust, Visitor.Head, "concern-letter", Own));

        Assert.Equal(TemplateSource.School, await SourceAsync(trust, TestTrust.School));
        Assert.Equal(TemplateSource.Trust, await SourceAsync(trust, SchoolId.Parse("141235")));
        var page = Html(await trust.GetAsync<ShowTemplates>(Visitor.Office, Ada));
        Assert.Contains("Made from the school&#x27;s own template.", page, StringComparison.Ordinal);
        Assert.Contains("Uploaded by Ann Lee", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Take the school", page, StringComparison.Ordinal);

        Assert.IsType<SeeOther>(await trust.PostAsync<ChangeTemplate>(
            Visitor.Head, Ada, (FileFields.Letter, "concern-letter"), (FileFields.Do, FileFields.TakeBack)));
        Assert.Equal(TemplateSource.Trust, await SourceAsync(trust, TestTrust.School));
    }

    [Fact]
    public async Task Every_fault_of_a_template_is_named_and_the_one_in_use_stays()
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");
        await SendAsync(trust, Visitor.Head, "concern-letter", Own);

        var page = Html(await SendAsync(trust, Visitor.Head, "concern-letter", BuiltInLetters.Template(
            LetterKind.ConcernLetter, "Dear {{Parent}}\n\n{{Attendence}} and {{Upn}}")));

        Assert.Contains("Not taken: Letter about attendance.", page, StringComparison.Ordinal);
        Assert.Contains("{{Parent}}", page, StringComparison.Ordinal);
        Assert.Contains("{{Attendence}}", page, StringComparison.Ordinal);
        Assert.Contains("{{Upn}} is a field of other letters", page, StringComparison.Ordinal);
        Assert.Equal(Own, (await trust.DownloadAsync(Containers.Templates, "141234/concern-letter.docx")).ToArray());
    }

    public static TheoryData<byte[]> Hostile => new() { "no document"u8.ToArray(), Bomb(), Array.Empty<byte>() };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_no_letter_is_refused_and_nothing_is_written(byte[] content)
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");

        var answer = Assert.IsType<OfficeAnswer>(await SendAsync(trust, Visitor.Head, "concern-letter", content));

        Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        Assert.Equal(0, await CountAsync(trust));
    }

    [Fact]
    public async Task A_name_that_is_no_letter_s_writes_nowhere()
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");

        foreach (var name in new[] { "../141235/concern-letter", "", "concern-letter.docx", "Concern-Letter" })
        {
            var answer = Assert.IsType<OfficeAnswer>(await SendAsync(trust, Visitor.Head, name, Own));
            Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
        }

        Assert.Equal(0, await CountAsync(trust));
    }

    [Theory]
    [InlineData(Visitor.Office)]
    [InlineData("elsewhere@trust.example")]
    [InlineData("trust@trust.example")]
    [InlineData("stranger@trust.example")]
    public async Task Only_the_attendance_lead_and_the_head_change_a_template(string signInName)
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");

        Assert.Equal(
            StatusCodes.Status403Forbidden,
            Assert.IsType<OfficeAnswer>(await SendAsync(trust, signInName, "concern-letter", Own)).Status);
        Assert.Equal(0, await CountAsync(trust));
    }

    [Fact]
    public async Task The_built_in_template_is_a_start_that_can_be_uploaded_as_it_is()
    {
        await using var trust = await Visitor.TrustAsync(azurite, "odbst");

        foreach (var kind in Enum.GetValues<LetterKind>())
        {
            var file = Assert.IsType<OfficeFile>(await DownloadAsync(trust, kind));
            Assert.Equal($"{kind.NameOf()}.docx", file.Name);
            Assert.IsType<SeeOther>(await SendAsync(trust, Visitor.Head, kind.NameOf(), file.Content.ToArray()));
        }
    }

    private static Task<IResult> SendAsync(TestTrust trust, string signInName, string letter, byte[] content) =>
        trust.SendAsync<ChangeTemplate>(signInName, Ada, request => request.WithFile(
            FileFields.File, "letter.docx", content, (FileFields.Letter, letter), (FileFields.Do, FileFields.Take)));

    private static Task<IResult> DownloadAsync(TestTrust trust, LetterKind kind) => trust.SendAsync<DownloadTemplate>(
        Visitor.Office, Ada, request => request.RouteValues[OfficePaths.LetterValue] = kind.NameOf());

    private static async Task<TemplateSource> SourceAsync(TestTrust trust, SchoolId id)
    {
        ChosenTemplates? chosen = null;
        await trust.InScopeAsync<IServiceProvider>(async services =>
        {
            var known = await services.GetRequiredService<TrustSettings>().ReadAsync(Token);
            Assert.True(known.TryFind(id, out var school));
            var templates = services.GetRequiredService<LetterTemplates>();
            chosen = await templates.ChooseAsync(school!, known.Colours, [LetterKind.ConcernLetter], Token);
        });
        return chosen!.Sources[LetterKind.ConcernLetter];
    }

    private static async Task<int> CountAsync(TestTrust trust) => await trust.TrustStorage.Container(Containers.Templates)
        .GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Token).CountAsync(Token);

    private static string Html(IResult answer) => Assert.IsType<OfficeAnswer>(answer).Html;

    /// <summary>A document of a few kilobytes whose text is a gigabyte long.</summary>
    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = archive.CreateEntry("word/document.xml").Open();
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 200; megabyte++)
            {
                stream.Write(zeros);
            }
        }

        return file.ToArray();
    }
}
