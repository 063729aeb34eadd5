namespace AttendanceFunctions.Domain.Trusts;

/// <summary>A colour, as settings write it: #1F3864.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads a colour: # and six hexadecimal digits.</summary>
    public static bool TryParse(string text, out Colour colour)
    {
        var isColour = text is ['#', _, _, _, _, _, _] && text.Skip(1).All(char.IsAsciiHexDigit);
        colour = isColour ? new(Part(text, 1), Part(text, 3), Part(text, 5)) : default;
        return isColour;
    }

    /// <summary>The contrast to white, 1 to 21, as WCAG 2.2 defines it ("contrast ratio", "relative luminance").</summary>
    public double ContrastToWhite => 1.05 / ((0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue)) + 0.05);

    /// <summary>The six digits, as Word documents have them: 1F3864.</summary>
    public string Digits => string.Create(CultureInfo.InvariantCulture, $"{Red:X2}{Green:X2}{Blue:X2}");

    public override string ToString() => $"#{Digits}";

    private static double Linear(byte part) =>
        part / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);

    private static byte Part(string text, int start) =>
        byte.Parse(text.AsSpan(start, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>The trust's own colours: <c>colours</c> of settings/trust.json.</summary>
/// <param name="Main">That of the letterhead and of headings, on white paper.</param>
public sealed record TrustColours(Colour Main)
{
    /// <summary>
    /// The least contrast of text to its background that people with weak eyes can read (WCAG 2.2, criterion 1.4.3, level AA).
    /// </summary>
    public const double LeastContrast = 4.5;

    /// <summary>The colours of a trust that names none.</summary>
    public static TrustColours Default { get; } = new(new Colour(0x1F, 0x38, 0x64));

    internal static TrustColours Read(SettingsSection trust) => trust.Section(
        "colours", section => new TrustColours(ReadColour(section, "main", Default.Main)), Default);

    private static Colour ReadColour(SettingsSection section, string name, Colour fallback)
    {
        var text = section.Text(name, fallback.ToString());
        if (!Colour.TryParse(text, out var colour))
        {
            if (text.Length > 0)
            {
                section.AddFault(name, $"must be a colour such as \"{fallback}\", not {English.Quote(text)}.");
            }

            return fallback;
        }

        if (colour.ContrastToWhite < LeastContrast)
        {
            section.AddFault(name, string.Create(
                CultureInfo.InvariantCulture,
                $"is too light: its contrast to white paper is {Math.Floor(colour.ContrastToWhite * 10) / 10:0.0} to 1, and people with "
                + $"weak "
                    + $"eyes need {LeastContrast:0.0} to 1. Choose a darker colour."));
        }

        return colour;
    }
}
