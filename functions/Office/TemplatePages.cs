using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The templates of a school's letters: which one is used, the built-in ones as a start, and the school's own.</summary>
public sealed class TemplatePages(SchoolTemplates own, LetterTemplates templates, AccessLog access)
{
    public static SchoolPage Templates { get; } = new("Templates of letters", StaffRight.SeeChildren);

    public static SchoolPage Download { get; } = new("A template of a letter", StaffRight.SeeChildren);

    /// <summary>The letters go out in the school's name, so who decides formally says what they are made from.</summary>
    public static SchoolPage Change { get; } = new("A template of the school's own", StaffRight.DecideFormally);

    /// <summary>Shows the page.</summary>
    public async Task<IResult> ShowAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        await access.WriteAsync(visit.Person, visit.School.Id, Templates.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        return await ShowAsync(visit, refused: null, cancellationToken);
    }

    /// <summary>Hands out a template: the built-in one, or that of a source.</summary>
    public async Task<IResult> DownloadAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, name) = (visit.School, visit.Request.RouteValues[OfficePaths.LetterValue]?.ToString() ?? "");
        await access.WriteAsync(visit.Person, school.Id, Download.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var source = Enum.TryParse<TemplateSource>(visit.Request.Query[OfficePaths.FromQuery], out var named)
            ? named : TemplateSource.BuiltIn;
        var content = !LetterKinds.ByName.TryGetValue(name, out var kind) ? null
            : source == TemplateSource.BuiltIn ? BinaryData.FromBytes(BuiltInLetters.Template(kind, visit.Trust.Colours))
            : await templates.DownloadAsync(school, kind, source, cancellationToken);
        return content is null
            ? await OfficeAnswer.NotFoundAsync(
                visit.Person, "There is no such template here", "It may have been taken back. Open the templates again.")
            : new OfficeFile($"{kind.NameOf()}.docx", OfficeArchive.WordType, content);
    }

    /// <summary>Takes a template of the school's own, or takes one back.</summary>
    public async Task<IResult> ChangeAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School;
        await access.WriteAsync(visit.Person, school.Id, Change.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        if (await OfficeForm.ReadAsync(visit.Request, SettingsBounds.LetterBytes, cancellationToken) is not { } form)
        {
            return await ShowAsync(
                visit,
                new(null, [new(
                    "file", $"it is larger than {SettingsBounds.LetterBytes >> 20} MB, or did not arrive whole: make its pictures smaller "
                        + "(Picture Format, Compress Pictures), and send it again.")]),
                cancellationToken);
        }

        if (!LetterKinds.ByName.TryGetValue(form.Fields[FileFields.Letter].ToString(), out var kind))
        {
            return await ShowAsync(visit, new(null, [new("letter", "choose the letter whose template it is.")]), cancellationToken);
        }

        if (form.Fields[FileFields.Do] == FileFields.TakeBack)
        {
            var wasThere = await own.TakeBackAsync(school, kind, cancellationToken);
            return wasThere ? Done(school, kind)
                : await ShowAsync(
                    visit, new(kind, [new("file", "the school has no template of its own for this letter.")]), cancellationToken);
        }

        IReadOnlyList<Fault> faults = form.Content.Length == 0
            ? [new("file", "choose a Word document (.docx) that is not empty.")]
            : await own.TakeAsync(school, kind, form.Content, visit.Author, cancellationToken);
        return faults.Count == 0 ? Done(school, kind) : await ShowAsync(visit, new(kind, faults), cancellationToken);
    }

    private static SeeOther Done(School school, LetterKind kind) =>
        new($"{OfficePaths.Templates(school.Id)}?{OfficePaths.DoneQuery}={kind.NameOf()}");

    private async Task<IResult> ShowAsync(SchoolVisit visit, RefusedTemplate? refused, CancellationToken cancellationToken) =>
        await OfficeAnswer.RenderAsync<TemplatesPage>(
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            (nameof(TemplatesPage.Person), visit.Person),
            (nameof(TemplatesPage.School), visit.School),
            (nameof(TemplatesPage.Refused), refused),
            (nameof(TemplatesPage.MayChange), visit.Person.May(StaffRight.DecideFormally, visit.School.Id)),
            (nameof(TemplatesPage.Changed),
                LetterKinds.ByName.TryGetValue(visit.Request.Query[OfficePaths.DoneQuery].ToString(), out var changed)
                    ? changed : (LetterKind?)null),
            (nameof(TemplatesPage.Letters), await own.ReadAsync(visit.Trust, visit.School, cancellationToken)));
}
