using System.Text.Json;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The verdict on a night as a file for other programs.</summary>
public static class VerdictFile
{
    public const string Name = "verdict.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file of a night.</summary>
    public static SummaryFile Of(NightReport report)
    {
        var verdict = report.Verdict;
        var content = new Content(
            TableKeys.Of(report.Night), verdict.Words, verdict.Sentence(report.Night),
            [.. verdict.Reasons.Select(reason => new Reason(reason.Trouble.NameOf(), reason.Words))]);
        return new(Name, "application/json; charset=utf-8", BinaryData.FromString(JsonSerializer.Serialize(content, Options) + "\n"));
    }

    /// <param name="Night">yyyy-MM-dd.</param>
    /// <param name="Verdict">"good", "good with gaps" or "not good".</param>
    /// <param name="Reasons">All of them, the worst first.</param>
    private sealed record Content(string Night, string Verdict, string Sentence, IReadOnlyList<Reason> Reasons);

    /// <param name="Trouble">The name by which the runbook has it.</param>
    private sealed record Reason(string Trouble, string Words);
}
