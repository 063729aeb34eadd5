using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser.Office;

/// <summary>
/// The pictures of docs/office.md. To take them anew, run these tests with the environment variable RENEW_GOLDEN_FILES=1, and look at them.
/// </summary>
public sealed class OfficePictureTests(Chromium chromium, MondayOffice office)
{
    private const int Laptop = 1366;

    private const int Phone = 360;

    private static readonly SchoolId School = SchoolId.Parse("990101");

    private static readonly Dictionary<string, (string Person, int Width, Func<IPage, Task> Go)> Pictures = new(StringComparer.Ordinal)
    {
        ["office-today.png"] = ("Owen Carter", Laptop, page => page.GotoAsync(OfficePaths.Today(School))),
        ["office-today-phone.png"] = ("Owen Carter", Phone, page => page.GotoAsync(OfficePaths.Today(School))),
        ["office-child.png"] = ("Owen Carter", Laptop, OpenChildAsync),
        ["office-child-phone.png"] = ("Owen Carter", Phone, OpenChildAsync),
        ["office-files.png"] = ("Owen Carter", Laptop, page => page.GotoAsync(OfficePaths.Files(School))),
        ["office-trust.png"] = ("Helen Marsh", Laptop, page => page.GotoAsync(OfficePaths.Trust)),
        ["office-trust-phone.png"] = ("Helen Marsh", Phone, page => page.GotoAsync(OfficePaths.Trust)),
        ["office-system.png"] = ("Sam Whitfield", Laptop, page => page.GotoAsync(OfficePaths.System)),
    };

    public static TheoryData<string> Names => [.. Pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_picture_is_of_a_page_that_opens_and_stands_in_the_document(string name)
    {
        var (person, width, go) = Pictures[name];
        await using var browser = await office.OpenAsync(chromium.Browser, person, width);
        await go(browser.Page);
        var taken = await browser.Page.ScreenshotAsync(
            new() { Clip = new() { X = 0, Y = 0, Width = width, Height = 900 }, FullPage = true });
        var (picture, document) = (Path.Combine(Docs(), name), await File.ReadAllTextAsync(Path.Combine(Docs(), "office.md")));
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            await File.WriteAllBytesAsync(picture, taken, TestContext.Current.CancellationToken);
        }

        Assert.Contains($"]({name})", document, StringComparison.Ordinal);
        Assert.Equal(SizeOf(taken), SizeOf(await File.ReadAllBytesAsync(picture, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void No_picture_of_the_office_is_left_over() => Assert.Equal(
        Pictures.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Docs(), "office-*.png").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    private static async Task OpenChildAsync(IPage page)
    {
        await page.GotoAsync(OfficePaths.Today(School));
        await page.Locator(".block h3 a").First.FollowAsync();
    }

    /// <summary>Width and height of a PNG picture, which stand in its first chunk (W3C PNG, 11.2.1).</summary>
    private static (int Width, int Height) SizeOf(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static string Docs([CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, "../../../docs");
}
