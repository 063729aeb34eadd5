using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>A page, a list, an email and a letter write a day and a time in the same way, because one class does.</summary>
public sealed partial class DateFormatTests
{
    /// <summary>The one class, and files that read or write times for machines: settings, forms, rows, cells and names of files.</summary>
    private static readonly string[] MayFormat =
    [
        "English.cs", "SettingsSection.cs", "CaseEventTable.cs", "DecisionsAboutLog.cs", "FileUpload.cs", "LogDraft.cs", "SheetReader.cs",
    ];

    [Fact]
    public void Days_and_times_for_people_are_written_by_English_alone()
    {
        var faults =
            from folder in new[] { "domain", "functions" }
            from path in Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*", SearchOption.AllDirectories)
            where Path.GetExtension(path) is ".cs" or ".razor" && !MayFormat.Contains(Path.GetFileName(path))
                && !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            from line in File.ReadLines(path)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && FormOfDay().IsMatch(line)
            select $"{Path.GetRelativePath(Sources.Root, path)}: {line.Trim()}";

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("2026-03-20T18:24:00Z", "20 March 2026 at 18:24")]
    [InlineData("2026-03-29T00:59:00Z", "29 March 2026 at 00:59")]
    [InlineData("2026-03-29T01:00:00Z", "29 March 2026 at 02:00")]
    [InlineData("2026-06-30T23:05:00Z", "1 July 2026 at 00:05")]
    public void A_moment_is_written_in_the_time_of_the_schools(string instant, string words) =>
        Assert.Equal(words, London.InWords(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_in_a_narrow_place_has_its_month_in_three_letters() =>
        Assert.Equal("8 Sep", English.ShortDay(new DateOnly(2025, 9, 8)));

    /// <summary>A form with the name of a month or of a weekday, or with a time.</summary>
    [GeneratedRegex("[\":](d M|dddd|MMM|HH|H:)")]
    private static partial Regex FormOfDay();
}
