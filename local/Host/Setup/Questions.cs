namespace AttendanceFunctions.Local.Host.Setup;

/// <summary>Asks a person one question after another on a console.</summary>
/// <param name="answers">What the person writes, one answer a line.</param>
/// <param name="show">Shows a line.</param>
public sealed class Questions(TextReader answers, Action<string> show)
{
    /// <summary>Asks until the answer can be used.</summary>
    /// <param name="fallback">What an empty answer means; null where there must be one.</param>
    /// <param name="faultOf">What is wrong with an answer, as a sentence; null if nothing is.</param>
    /// <exception cref="UserErrorException">The answers end.</exception>
    public string Ask(string question, string? fallback = null, Func<string, string?>? faultOf = null)
    {
        while (true)
        {
            show(fallback is { Length: > 0 } ? $"{question} [{fallback}]" : question);
            var answer = answers.ReadLine()?.Trim()
                ?? throw new UserErrorException("Not every question was answered, and nothing was written.");
            if (answer.Length == 0 && fallback is not null)
            {
                return fallback;
            }

            if (answer.Length == 0)
            {
                show("  This cannot be left empty.");
            }
            else if (faultOf?.Invoke(answer) is { } fault)
            {
                show($"  {fault}");
            }
            else
            {
                return answer;
            }
        }
    }
}
