using AttendanceFunctions.Functions.Worklists;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>What of everything open a person wants to see; an empty text stands for all.</summary>
/// <param name="Year">A year group.</param>
/// <param name="Class">A class.</param>
/// <param name="Section">The name of an <see cref="OpenSection"/>.</param>
/// <param name="Name">A part of a child's name. It is sent in a form, because an address would keep it.</param>
public sealed record OpenFilter(string Year, string Class, string Section, string Name)
{
    /// <summary>Reads the filter of a request: from its address, or from a form.</summary>
    public static async Task<OpenFilter> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsPost(request.Method))
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return new("", "", "", English.OneLine(form["name"].ToString()));
        }

        return new(request.Query["year"].ToString(), request.Query["class"].ToString(), request.Query["part"].ToString(), "");
    }

    /// <summary>Whether a child's block is wanted.</summary>
    public bool Wants(OpenBlock block) =>
        (Year.Length == 0 || block.Pupil.YearGroup == Year)
        && (Class.Length == 0 || block.Pupil.Class == Class)
        && (Section.Length == 0 || block.Matters.Any(matter => matter.Section.ToString() == Section))
        && (Name.Length == 0 || block.Name.Contains(Name, StringComparison.OrdinalIgnoreCase));
}
