using System.Text;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Letters;

namespace AttendanceFunctions.Tests.Campaign.Fuzzing;

/// <summary>Inputs that once stopped a reader, cost too much or were not refused, each with the name of its reader.</summary>
internal static class KnownInputs
{
    private const string Long = "UPN,Date,Session,Code\n";

    private const string Decisions = "School,UPN,Kind,Key,Decision,By\n";

    public static IEnumerable<(string Reader, byte[] Input)> All =>
    [
        .. Registers.Select(text => ("register by session", Bytes(Long + text))),
        .. Registers.Select(text => ("decisions", Bytes(Decisions + text))),
        .. Rosters.Select(text => ("roster", Bytes("UPN,Forename,Surname,YearGroup,DateOfBirth,PreferredName,Contact1Name\n" + text))),
        .. Settings.SelectMany(text => new[] { ("trust settings", Bytes(text)), ("policies", Bytes(text)) }),
        .. Templates.Select(text => ("templates of messages", Bytes(text))),
        .. Workbooks.Select(workbook => ("register as a workbook", workbook)),
        ("templates of letters", Letter("word/document.xml", twice: true)),
        ("templates of letters", Letter("word/document.xml", twice: false, Repeat("<a>", 100_000) + Repeat("</a>", 100_000))),
        ("delivery reports", Bytes("""{"eventType":"L\ud800"}""")),
        ("bounced emails", Bytes("[null]")),
        ("bounced emails", Bytes("""[{"created":9223372036854775807,"email":"a@example.org","status":"5.1.1"}]""")),
        ("bounced emails", Bytes("""[{"created":1,"email":"\ud800","status":"5.1.1"}]""")),
        ("messages to be sent", Bytes("""{"V":1,"Nudge":"141234:99999999999:0123456789abcdef0123456789abcdef"}""")),
        ("messages to be sent", Bytes("""{"V":1,"Nudge":"\ud800"}""")),
        ("nights to be worked out", Bytes("""{"V":1,"School":"\ud800","Night":"2025-09-26"}""")),
    ];

    private static string[] Registers =>
    [
        Repeat("x,y,z,QQ\n", 5_000) + Repeat(",", 50_000) + "x\n",
        Repeat("a\"b,\"c\n", 20_000),
        Repeat("x\",\"\n", 20_000),
        Repeat("x", 1 << 20),
    ];

    private static string[] Rosters =>
    [
        "A1,A,M,5,9999-12-31,,\n", "A1,A,M,5,0001-01-01,,\n", "A1,A,M,5,,see http://example.org,\n", "A1,A,M,5,,,\u202Egro.elpmaxe\n",
        "A1,＝1+1,M,5,,,\nA1,\u200B=1+1,M,5,,,\n",
    ];

    /// <summary>The good workbook with other cells in its sheet, or with one text that many cells use.</summary>
    private static IEnumerable<byte[]> Workbooks =>
    [
        Sheet(Repeat("<row><c><v>1</v></c></row>", 250_001)), Sheet("<row><c r=\"IW1\"><v>1</v></c></row>"), Sheet("<row r=\"1048576\"/>"),
        Sheet(Repeat("<row>", 100_000)), Sheet(new string(' ', 33 << 20)),
        Sheet(Repeat($"<row>{Repeat("<c t=\"inlineStr\"><is><t>x</t></is></c>", 256)}</row>", 2_000)),
    ];

    private static byte[] Sheet(string rows)
    {
        var good = FuzzedReader.All.Single(reader => reader.Name == "register as a workbook").Inputs[0];
        return Mutation.Pack(Mutation.Unpack(good).Select(part => !part.Name.EndsWith("sheet1.xml", StringComparison.Ordinal) ? part
            : (part.Name, Bytes($"<worksheet><sheetData>{rows}</sheetData></worksheet>"))));
    }

    private static string[] Settings =>
    [
        """{"name":"L\ud800"}""", """{"mode":"review","mode":"automatic"}""", Repeat("[", 10_000), "{\"name\":" + Repeat("{\"a\":", 10_000),
    ];

    private static string[] Templates =>
        ["[sms]\n{{" + Repeat(" ", 4_000) + "x{{else}}\n", "[sms]\n{{" + Repeat(" ", 60_000) + "x{{else}}\n"];

    /// <summary>A good template of a letter with another part of this name, in place of its own or beside it.</summary>
    private static byte[] Letter(string part, bool twice, string content = "")
    {
        var entries = Mutation.Unpack(BuiltInLetters.Template(LetterKind.FormalLetter));
        return Mutation.Pack([.. entries.Where(entry => twice || entry.Name != part), (part, Bytes(content))]);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
