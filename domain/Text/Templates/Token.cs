namespace AttendanceFunctions.Domain.Text.Templates;

public enum TokenKind
{
    /// <summary>Text between two pairs of braces.</summary>
    Wording,

    /// <summary><c>{{Field}}</c> or <c>{{List.Column}}</c>.</summary>
    Field,

    /// <summary><c>{{if Condition}}</c>.</summary>
    If,

    /// <summary><c>{{else}}</c>.</summary>
    Else,

    /// <summary><c>{{end}}</c>.</summary>
    End,
}

/// <summary>A token of a template's text.</summary>
/// <param name="Text">The wording; the name of the field or condition, trimmed; else empty.</param>
/// <param name="Offset">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="Length">Its length in the text, including its braces, in UTF-16 code units.</param>
public readonly record struct Token(TokenKind Kind, string Text, int Offset, int Length)
{
    /// <summary>Where the text after it begins.</summary>
    public int End => Offset + Length;

    /// <summary>Whether it is the if, else or end of a condition.</summary>
    public bool IsMarker => Kind is TokenKind.If or TokenKind.Else or TokenKind.End;

    /// <summary>The tokens of a text in order, found in linear time. Braces must close on the line on which they open.</summary>
    /// <param name="fault">Called where braces do not match, with the offset and a sentence about it.</param>
    public static IReadOnlyList<Token> Scan(string text, Action<int, string> fault)
    {
        var (tokens, from) = (new List<Token>(), 0);
        while (from < text.Length)
        {
            var open = Find(text, "{{", from);
            AddWording(tokens, text, from, open, fault);
            from = open;
            if (open < text.Length)
            {
                var close = CloseOf(text, open);
                if (close is null)
                {
                    fault(open, $"\"{Names.Shorten(text.AsSpan(open))}\" has a {{{{ without a }}}} after it on the same line.");
                }
                else
                {
                    tokens.Add(InBraces(text[(open + 2)..close.Value].Trim(), open, close.Value + 2 - open));
                }

                from = (close ?? open) + 2;
            }
        }

        return tokens;
    }

    private static void AddWording(List<Token> tokens, string text, int from, int to, Action<int, string> fault)
    {
        if (to > from)
        {
            var wording = text[from..to];
            tokens.Add(new(TokenKind.Wording, wording, from, wording.Length));
            if (wording.IndexOf("}}", StringComparison.Ordinal) is >= 0 and var stray)
            {
                fault(from + stray, "there is a }} without a {{ before it.");
            }
        }
    }

    /// <summary>Where the braces that open here close; null if the line ends or other braces open before they do.</summary>
    private static int? CloseOf(string text, int open)
    {
        for (var index = open + 2; index < text.Length && text[index] != '\n'; index++)
        {
            if (index + 1 < text.Length && text[index] == text[index + 1] && text[index] is '{' or '}')
            {
                return text[index] == '}' ? index : null;
            }
        }

        return null;
    }

    /// <summary>Microsoft Word capitalises the start of a paragraph, so if, else and end are matched without regard to case.</summary>
    private static Token InBraces(string name, int offset, int length) =>
        name.StartsWith("if ", StringComparison.OrdinalIgnoreCase) ? new(TokenKind.If, name[3..].Trim(), offset, length)
        : Names.AreSame(name, "else") ? new(TokenKind.Else, "", offset, length)
        : Names.AreSame(name, "end") ? new(TokenKind.End, "", offset, length)
        : new(TokenKind.Field, name, offset, length);

    private static int Find(string text, string what, int from) =>
        text.IndexOf(what, from, StringComparison.Ordinal) is >= 0 and var index ? index : text.Length;

    /// <summary>The token as a fault quotes it: {{if Sen}}; a long name is cut.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.Wording => Text,
        TokenKind.If => $"{{{{if {Names.Shorten(Text)}}}}}",
        TokenKind.Field => $"{{{{{Names.Shorten(Text)}}}}}",
        _ => Kind == TokenKind.Else ? "{{else}}" : "{{end}}",
    };
}
