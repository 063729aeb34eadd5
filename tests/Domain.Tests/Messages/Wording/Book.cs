using System.Globalization;
using System.Text;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Wording;

/// <summary>Files of settings/messages, and what is read of them.</summary>
internal static class Book
{
    public const string Path = "messages/english/stage.txt";

    /// <summary>A small template in which everything stands that must.</summary>
    public const string Small =
        "[subject]\nHelp\n[parent]\nparent\n[child]\n{{ChildFirstName}} missed "
            + "{{DaysMissed}}\n[and]\nand\n[or]\nor\n[school]\n{{SchoolName}} on {{SchoolPhone}}\n"
        + "[text]\n{{Parent}}: {{Children}}. Call {{Schools}}.\n[email]\nDear {{Parent}},\n\n{{Children}}.\n\nCall {{Schools}}.\n";

    public static MessageFile PolishStage => Sound(ReadText("messages/polish/stage.txt", Embedded.Text("polish-stage.txt")));

    /// <summary>The example trust.</summary>
    public static Trust Trust(int mostSegments = 6, string school = "Riverside Primary School") =>
        ((Checked<Trust>.Valid)new TrustReader([]).Read(Embedded.Text("trust.example.json")
            .Replace(
                "\"mostSegments\": 6", string.Create(CultureInfo.InvariantCulture, $"\"mostSegments\": {mostSegments}"),
                StringComparison.Ordinal)
            .Replace("Riverside Primary School", school, StringComparison.Ordinal))).Value;

    public static Checked<MessageFile> ReadText(string path, string text) => MessageFile.Read(path, Encoding.UTF8.GetBytes(text));

    public static Checked<MessageBook> Read(Trust trust, params (string Path, string Text)[] files) =>
        MessageBook.Of([.. files.Select(file => ReadText(file.Path, file.Text))], trust);

    public static T Sound<T>(Checked<T> read) => Assert.IsType<Checked<T>.Valid>(read).Value;

    public static IReadOnlyList<string> Faults<T>(Checked<T> read) =>
        [.. Assert.IsType<Checked<T>.Invalid>(read).Faults.Select(fault => fault.ToString())];

    public static IReadOnlyList<string> Remarks<T>(Checked<T> read) =>
        [.. Assert.IsType<Checked<T>.Valid>(read).Remarks.Select(remark => remark.ToString())];
}
