using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>A small school in 2025/26: an autumn with a half-term holiday and one closure, and three pupils.</summary>
internal static class Samples
{
    public const string First = "A123456789012";
    public const string Second = "B123456789003";
    public const string Third = "TEMP0000003";

    public static readonly AcademicYear Year = new(2025);

    public static readonly SchoolCalendar Calendar = new(
        [(new(2025, 9, 3), new(2025, 10, 24)), (new(2025, 11, 3), new(2025, 12, 19))],
        [new(2025, 9, 19)]);

    public static readonly IReadOnlySet<Upn> Roster = new[] { First, Second, Third }.Select(Upn.Parse).ToHashSet();

    public static readonly DateOnly Night = new(2025, 12, 1);

    public static RegisterReader Reader(DateOnly? night = null) => new(Year, Calendar, night ?? Night, Roster);

    /// <summary>A reader of 2023/24, in which the codes changed on 19 August.</summary>
    public static RegisterReader ReformReader() =>
        new(new(2023), new([(new(2023, 9, 4), new(2024, 8, 30))], []), new(2024, 8, 30), Roster);

    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    public static ReadFile<PupilMark> ReadRegister(params string[] lines) => Reader().ReadWhole(Utf8(lines));

    public static ReadFile<PupilMark> ReadWhole(this RegisterReader reader, byte[] content)
    {
        var read = Valid(reader.Read(content));
        Assert.Equal(read.Rows, read.RowsApplied + read.Rejections.Count + read.RowsHeld);
        return read;
    }

    public static string RejectedReason(params string[] lines) => Rejected(Reader().Read(Utf8(lines))).Reason;

    public static T Valid<T>(Checked<T> read) => Assert.IsType<Checked<T>.Valid>(read).Value;

    public static Checked<T>.Invalid Rejected<T>(Checked<T> read) => Assert.IsType<Checked<T>.Invalid>(read);

    public static string OnlyReason(ReadFile<PupilMark> file)
    {
        Assert.Empty(file.Values);
        return Assert.Single(file.Rejections).Reason;
    }

    /// <summary>The marks as text: pupil, session, mark.</summary>
    public static IEnumerable<string> Said(ReadFile<PupilMark> file) =>
        file.Values.Select(mark => $"{mark.Upn} {mark.Stated.Session} {mark.Stated.Mark}");
}
