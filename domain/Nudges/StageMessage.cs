using System.Net;
using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Domain.Nudges;

/// <summary>A child as a stage nudge speaks of it: first name and time lost, and never a code, a reason, a rate or another child.</summary>
/// <param name="FirstName">The first name in use.</param>
/// <param name="Lost">Time lost so far this school year.</param>
/// <param name="School">The school's name.</param>
/// <param name="Phone">The school's number.</param>
public sealed record Child(string FirstName, TimeLost Lost, string School, string Phone);

/// <summary>An email: subject, plain text, and the same as HTML.</summary>
public sealed record EmailBody(string Subject, string Plain, string Html);

/// <summary>The Stage 1 nudge to one parent about one child or several of the family (domain 0.9: content).</summary>
/// <param name="Parent">The parent's name; empty where the roster has none.</param>
/// <param name="Children">The children, at least one.</param>
public sealed record StageMessage(string Parent, IReadOnlyList<Child> Children)
{
    public string Text => $"{Greeting}, so far this school year {TimeLostByEach}. Is there anything we can help with? Please call {WhoToCall}.";

    public EmailBody Email
    {
        get
        {
            string[] paragraphs =
            [
                $"{Greeting},",
                $"So far this school year {TimeLostByEach}.",
                "Every day in school counts, and so does knowing what makes it hard. If something is troubling your family, or there is anything that we can help with, we would like to hear from you.",
                $"Please call {WhoToCall}. You are welcome to call at any time of the school day.",
                $"With kind regards,\n{string.Join(" and ", Schools.Select(school => school.Name))}",
            ];
            return new("Can we help?", string.Join("\n\n", paragraphs) + "\n", Html(paragraphs));
        }
    }

    private string Greeting => Parent.Length > 0 ? $"Dear {Parent}" : "Dear parent or carer";

    private List<(string Name, string Phone)> Schools => [.. Children.Select(child => (child.School, child.Phone)).Distinct()];

    private string TimeLostByEach => InAList(
        [.. Children.Select(child => $"{child.FirstName} has missed {child.Lost.DaysInWords} of school ({child.Lost.HoursInWords} of learning)")]);

    private string WhoToCall => string.Join(" or ", Schools.Select(school => $"{school.Name} on {school.Phone}"));

    private static string InAList(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    private static string Html(IEnumerable<string> paragraphs) =>
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Can we help?</title></head>\n"
        + "<body style=\"font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em\">\n"
        + string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>\n"))
        + "</body>\n</html>\n";
}
