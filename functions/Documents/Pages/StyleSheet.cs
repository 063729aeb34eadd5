namespace AttendanceFunctions.Functions.Documents.Pages;

/// <summary>A style sheet that is part of the program.</summary>
public static class StyleSheet
{
    /// <param name="name">The name of the embedded file.</param>
    /// <returns>The text, with line feeds alone.</returns>
    /// <exception cref="InvalidOperationException">The program was built without it.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The style sheet {name} is not in the program: build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
