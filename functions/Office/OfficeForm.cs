using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A form with a file, as it arrived within its bound.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="FileName">The name that the file had where it was uploaded from; empty where none was chosen.</param>
/// <param name="Content">The file; empty where none was chosen.</param>
public sealed record OfficeForm(IFormCollection Fields, string FileName, byte[] Content)
{
    /// <summary>What a form has besides its file: names of fields, and the lines between them.</summary>
    private const int RestOfForm = 64 << 10;

    private const int MostFields = 20;

    /// <summary>Reads a form; one that is over the bound is read no further.</summary>
    /// <param name="mostBytes">The most bytes of its file.</param>
    /// <returns>The form; null if it is too big, cut off, or none.</returns>
    public static async Task<OfficeForm?> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength > mostBytes + RestOfForm)
        {
            return null;
        }

        var options = new FormOptions
        {
            MultipartBodyLengthLimit = mostBytes + RestOfForm,
            // What is uploaded names children: it stays in memory and off the disk of the instance.
            MemoryBufferThreshold = mostBytes + RestOfForm,
            ValueCountLimit = MostFields,
            ValueLengthLimit = RestOfForm,
            KeyLengthLimit = RestOfForm,
        };
        try
        {
            var form = await request.ReadFormAsync(options, cancellationToken);
            if (form.Files is not [{ Length: > 0 } file])
            {
                return form.Files.Count > 1 ? null : new(form, "", []);
            }

            await using var stream = file.OpenReadStream();
            var content = new byte[file.Length];
            await stream.ReadExactlyAsync(content, cancellationToken);
            return new(form, file.FileName, content);
        }
        catch (Exception cut) when (cut is InvalidDataException or IOException or BadHttpRequestException)
        {
            // Over a limit, or the browser stopped sending: nothing of it is used.
            return null;
        }
    }
}
