using System.Text;
using System.Text.Json;

namespace AttendanceFunctions.Domain.Text;

/// <summary>
/// Looks through a JSON file for what the parser passes over or cannot place: a name that is given twice, of which the parser would take
/// the last one; half of a character (a lone surrogate), on which it throws; and values that are nested too deeply. Linear in the size.
/// </summary>
internal sealed class JsonScan
{
    private const string BrokenText = "holds half of a character (a lone surrogate); write the text again.";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _json;
    private readonly FaultList _faults;
    private readonly List<int> _broken = [];
    private readonly Stack<Container> _open = new();
    private int _line = 1;
    private int _counted;

    private JsonScan(byte[] json, FaultList faults) => (_json, _faults) = (json, faults);

    /// <summary>
    /// The file for the parser, in UTF-8, with a replacement character for each half of one; null if it cannot be parsed.
    /// </summary>
    /// <param name="faults">Gets every fault, with its path and line.</param>
    /// <exception cref="JsonException">The file is not JSON; its position says where.</exception>
    public static byte[]? Read(string text, FaultList faults)
    {
        try
        {
            var scan = new JsonScan(Strict.GetBytes(text), faults);
            return scan.Run() ? scan.Repaired() : null;
        }
        catch (EncoderFallbackException broken)
        {
            var line = 1 + text.AsSpan(0, Math.Max(broken.Index, 0)).Count('\n');
            faults.Add(new("$", $"line {line} holds half of a character; write it again."));
            return null;
        }
    }

    private bool Run()
    {
        // One level more than is allowed, so that the level is a fault here and not an error of the parser.
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = SettingsBounds.JsonDepth + 1,
        });
        while (reader.Read())
        {
            CountLinesTo((int)reader.TokenStartIndex);
            if (!Take(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at one token; false if the rest of the file must not be read.</summary>
    private bool Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (_open.Count == SettingsBounds.JsonDepth)
                {
                    AddFault(PathOfNext(), $"is nested more than {SettingsBounds.JsonDepth} levels deep, as no setting is.");
                    return false;
                }

                _open.Push(new(Step(), reader.TokenType == JsonTokenType.StartArray));
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                return true;
            case JsonTokenType.PropertyName:
                TakeName(ref reader);
                return true;
            case JsonTokenType.String when FindBroken(ref reader):
                AddFault(PathOfNext(), BrokenText);
                break;
        }

        Step();
        return true;
    }

    private void TakeName(ref Utf8JsonReader reader)
    {
        var owner = _open.Peek();
        owner.Expect("");
        if (FindBroken(ref reader))
        {
            AddFault(PathOf(_open), BrokenText);
            return;
        }

        owner.Expect(reader.GetString()!);
        if (!owner.LineOf.TryAdd(owner.Next, _line))
        {
            AddFault(PathOfNext(), $"is given a second time, first on line {owner.LineOf[owner.Next]}; keep one of the two.");
        }
    }

    /// <summary>Finds the halves of characters in a text or name, which are written as escapes such as \ud800.</summary>
    private bool FindBroken(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return false;
        }

        var raw = reader.ValueSpan;
        var before = _broken.Count;
        for (var index = 0; index < raw.Length; index++)
        {
            if (raw[index] != '\\')
            {
                continue;
            }

            index++;
            if (raw[index] == 'u')
            {
                var isPair = char.IsHighSurrogate(EscapeAt(raw, index)) && raw[(index + 5)..].StartsWith("\\u"u8)
                    && char.IsLowSurrogate(EscapeAt(raw, index + 6));
                if (!isPair && char.IsSurrogate(EscapeAt(raw, index)))
                {
                    _broken.Add((int)reader.TokenStartIndex + 1 + index);
                }

                index += isPair ? 10 : 4;
            }
        }

        return _broken.Count > before;
    }

    /// <summary>The character of an escape, from its u on.</summary>
    private static char EscapeAt(ReadOnlySpan<byte> raw, int index) =>
        (char)int.Parse(raw.Slice(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private byte[] Repaired()
    {
        foreach (var escape in _broken)
        {
            "ufffd"u8.CopyTo(_json.AsSpan(escape));
        }

        return _json;
    }

    private void CountLinesTo(int offset)
    {
        _line += _json.AsSpan(_counted, offset - _counted).Count((byte)'\n');
        _counted = offset;
    }

    /// <summary>The place of the value that begins, and the next place after it.</summary>
    private string Step()
    {
        var place = StepOfNext();
        if (_open.TryPeek(out var owner))
        {
            owner.CountEntry();
        }

        return place;
    }

    private string StepOfNext() => !_open.TryPeek(out var owner) ? "$"
        : owner.IsList ? string.Create(CultureInfo.InvariantCulture, $"[{owner.Entries}]")
        : $".{SettingsSection.Shorten(owner.Next)}";

    private string PathOfNext() => PathOf(_open) + StepOfNext();

    private static string PathOf(IEnumerable<Container> open) => string.Concat(open.Reverse().Select(container => container.Place));

    private void AddFault(string path, string sentence) =>
        _faults.Add(new(path, string.Create(CultureInfo.InvariantCulture, $"line {_line} {sentence}")));

    /// <summary>An object or list that has not ended yet.</summary>
    /// <param name="place">Its place within what holds it: ".schools", "[0]".</param>
    private sealed class Container(string place, bool isList)
    {
        private string _next = "";

        private int _entries;

        public string Place { get; } = place;

        public bool IsList { get; } = isList;

        public Dictionary<string, int> LineOf { get; } = new(StringComparer.Ordinal);

        /// <summary>The name of the value that comes next in an object.</summary>
        public string Next => _next;

        /// <summary>The number of entries of a list before the next one.</summary>
        public int Entries => _entries;

        public void Expect(string name) => _next = name;

        public void CountEntry() => _entries++;
    }
}
