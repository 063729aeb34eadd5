using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>A word on a printed page; the places are in millimetres from the page's top and left.</summary>
public sealed record PrintedWord(string Text, decimal Left, decimal Top, decimal Right, decimal Bottom);

/// <summary>
/// The office programs that people open our files in: LibreOffice without a window, and poppler for what it prints. Each one has
/// a profile and a folder of its own, so that tests do not meet, and leaves nothing behind.
/// </summary>
public sealed class Office : IDisposable
{
    /// <summary>Far longer than any file takes; a program that hangs fails its test instead of holding up the others.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>What LibreOffice's own dialogue suggests: commas, quotation marks where needed, UTF-8, cells as they are shown.</summary>
    private const string AsCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attendance-office-");

    private int _files;

    private Office()
    {
    }

    /// <summary>
    /// Opens the programs. Where they are not installed, the test is skipped with the reason; where CI is true it fails, because
    /// the CI has to install them.
    /// </summary>
    public static Office Open()
    {
        var missing = new[] { "soffice", "pdftotext" }.Where(program => !IsInstalled(program)).ToList();
        var reason = $"Not installed: {string.Join(", ", missing)} (LibreOffice Calc and Writer, poppler-utils).";
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("CI") is "true" or "1")
        {
            Assert.Fail(reason);
        }

        Assert.SkipWhen(missing.Count > 0, reason);
        return new();
    }

    /// <summary>Opens a file in LibreOffice and saves it as another type.</summary>
    /// <param name="content">The file.</param>
    /// <param name="from">Its type: xlsx, csv, docx, fods.</param>
    /// <param name="to">The type to save it as: pdf, xlsx, csv, fods, docx, txt.</param>
    public async Task<byte[]> ConvertAsync(BinaryData content, string from, string to)
    {
        var (source, target) = (NewFile(from), Directory.CreateDirectory(NewFile("out")));
        await File.WriteAllBytesAsync(source, content.ToArray(), Token);
        var said = await SaveAsync(source, target, to == "csv" ? AsCsv : to);
        // LibreOffice ends with 0 whether or not it could open the file.
        var saved = target.GetFiles();
        Assert.True(saved.Length == 1, $"LibreOffice made no {to} of the {from}. {said}");
        return await File.ReadAllBytesAsync(saved[0].FullName, Token);
    }

    /// <summary>Every sheet of a workbook as CSV with its cells as they are shown, by what its tab says.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SheetsAsync(BinaryData workbook)
    {
        var (source, target) = (NewFile("xlsx"), Directory.CreateDirectory(NewFile("out")));
        await File.WriteAllBytesAsync(source, workbook.ToArray(), Token);
        var said = await SaveAsync(source, target, AsCsv + ",false,false,false,-1");
        var saved = target.GetFiles();
        Assert.True(saved.Length > 0, $"LibreOffice made no csv of the workbook. {said}");
        var before = Path.GetFileNameWithoutExtension(source).Length + 1;
        return saved.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name)[before..], file => File.ReadAllText(file.FullName));
    }

    /// <summary>The text of each page of a PDF file, laid out as it is printed.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(byte[] pdf)
    {
        var source = NewFile("pdf");
        await File.WriteAllBytesAsync(source, pdf, Token);
        var text = await RunAsync("pdftotext", "-layout", "-enc", "UTF-8", source, "-");
        return text.TrimEnd('\f').Split('\f');
    }

    /// <summary>The words on a page of a PDF file with their places, in millimetres from its top and left.</summary>
    /// <param name="page">The page, from 1.</param>
    public async Task<IReadOnlyList<PrintedWord>> WordsAsync(byte[] pdf, int page)
    {
        const decimal pointsInMillimetre = 72m / 25.4m;
        var source = NewFile("pdf");
        await File.WriteAllBytesAsync(source, pdf, Token);
        var number = page.ToString(CultureInfo.InvariantCulture);
        var places = XDocument.Parse(await RunAsync("pdftotext", "-bbox", "-f", number, "-l", number, source, "-"));
        decimal Place(XElement word, string edge) =>
            decimal.Parse(word.Attribute(edge)!.Value, CultureInfo.InvariantCulture) / pointsInMillimetre;
        return
        [
            .. places.Descendants().Where(element => element.Name.LocalName == "word").Select(word =>
                new PrintedWord(word.Value, Place(word, "xMin"), Place(word, "yMin"), Place(word, "xMax"), Place(word, "yMax"))),
        ];
    }

    private Task<string> SaveAsync(string source, DirectoryInfo target, string type) => RunAsync(
        "soffice", $"-env:UserInstallation={new Uri(Path.Combine(_folder.FullName, "profile"))}", "--headless", "--norestore",
        "--convert-to", type, "--outdir", target.FullName, source);

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string NewFile(string type) => Path.Combine(_folder.FullName, $"file-{++_files}.{type}");

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    /// <summary>Runs a program to its end and kills it, with what it started, when it takes too long.</summary>
    private static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            },
        };
        process.Start();
        process.StandardInput.Close();
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var said = await output;
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}. {said} {await errors}");
        return said;
    }
}
