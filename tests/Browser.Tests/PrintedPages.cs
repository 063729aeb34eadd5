using System.Diagnostics;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>Reads the text of each page of a PDF file with poppler.</summary>
public static class PrintedPages
{
    public static async Task<IReadOnlyList<string>> OfAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var process = Process.Start(
                new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException("pdftotext did not start: install poppler-utils.");
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return text.TrimEnd('\f').Split('\f');
        }
        finally
        {
            File.Delete(file);
        }
    }
}
