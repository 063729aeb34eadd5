using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using FsCheck;
using FsCheck.Fluent;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>Whatever a file holds: no exception, and rows read = rows applied + rows rejected.</summary>
public class ReconciliationTests
{
    private const int Seed = 20250908;

    private static readonly string[] Valid =
    [
        $"UPN,Date,Session,Code,MinutesLate,Comment\r\n{First},2025-09-08,AM,/,,\r\n"
        + $"{Second},08/09/2025,PM,L,12,\"late, \"\"bus\"\"\nagain\"\r\n{Third},2025-09-08,AM,C1,,\r\n",
        $"UPN,WeekStarting,MonAM,MonPM,TueAM,TuePM\n{First},2025-09-08,/,\\,/,\\\n{Second},08/09/2025,I,I,-,\n",
        $"UPN,StartDate,Marks\n{First},2025-09-15,/\\/\\/\\/\\######II\n{Second},2025-09-15,C1C1Y7\\\n",
        $"UPN;Forename;Surname;YearGroup;NudgesOff\n{First};Alex;Moss;5;yes\n{Second};Sam;\"Hill\";6;\n",
        $"School,UPN,Kind,Key,Decision,By,Note\n100001,{First},nudge,k-1,release,J. Hill,\n100001,{Second},case,k-2,,,\n",
    ];

    [Fact]
    public void Rows_of_any_cells_reconcile()
    {
        var cell = Gen.Elements(
            First, Second, "Z999", "", " ", "2025-09-08", "08/09/2025", "2025-09-13", "2027-01-01", "AM", "pm", "EV", "/", "\\", "H", "QQ",
            "-", "#",
            "/\\/\\", "Y7C1", "\"a\nb\"", "\"open", "clo\"sed\"", "=1+1");
        var row = Gen.Choose(0, 6).SelectMany(count => Gen.ArrayOf(cell, count)).Select(cells => string.Join(',', cells));
        var rows = Gen.ArrayOf(row);
        var header = Gen.Elements("UPN,Date,Session,Code", "UPN,WeekStarting,MonAM,MonPM,FriPM", "UPN,StartDate,Marks");

        Prop.ForAll(
            Arb.From(header.SelectMany(first => rows.Select(others => string.Join('\n', [first, .. others])))),
            text => Reconciles(Encoding.UTF8.GetBytes(text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Rows_that_are_each_on_a_line_of_their_own_are_all_counted()
    {
        var cell = Gen.Elements(First, "Z999", "2025-09-08", "AM", "/", "QQ", "x");
        var rows = Gen.ArrayOf(Gen.ArrayOf(cell, 4).Select(cells => string.Join(',', cells)));

        Prop.ForAll(Arb.From(rows), lines => ReadRegister(["UPN,Date,Session,Code", .. lines]).Rows == lines.Length)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            Assert.True(Reconciles(bytes), Convert.ToHexString(bytes));
        }
    }

    [Fact]
    public void Damaged_files_never_throw_and_always_reconcile()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = Damage(random, Encoding.UTF8.GetBytes(Valid[round % Valid.Length]), "\",;\t\r\n/\\-#'="u8);
            Assert.True(Reconciles(bytes), Convert.ToHexString(bytes));
        }
    }

    /// <summary>The same bytes with some of them changed, put in, left out or doubled.</summary>
    /// <param name="random">What is done where.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="telling">Bytes that mean something in such a file.</param>
    internal static byte[] Damage(Random random, byte[] bytes, ReadOnlySpan<byte> telling)
    {
        var damaged = bytes.ToList();
        for (var count = random.Next(1, 6); count > 0 && damaged.Count > 0; count--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(5))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.Insert(at, telling[random.Next(telling.Length)]);
                    break;
                case 2:
                    damaged.RemoveAt(at);
                    break;
                case 3:
                    damaged.RemoveRange(at, random.Next(damaged.Count - at));
                    break;
                default:
                    damaged.InsertRange(at, damaged.GetRange(at, random.Next(damaged.Count - at)));
                    break;
            }
        }

        return [.. damaged];
    }

    private static bool Reconciles(byte[] content) =>
        Reconciles(
            Reader().Read(content),
            read => read.RowsApplied >= 0 && read.UnknownPupils <= read.Rejections.Count
                && read.Values.All(mark => Year.Contains(mark.Stated.Session.Date) && Roster.Contains(mark.Upn)))
        && Reconciles(RosterReader.Read(content, Night), read => read.Rows == read.Values.Count + read.Rejections.Count)
        && Reconciles(DecisionReader.Read("monday.csv", new(content, Uploader: null)));

    internal static bool Reconciles(Checked<ReadFile<DecisionRow>> file) =>
        Reconciles(file, read => read.Rows == read.Values.Count + read.Rejections.Count);

    private static bool Reconciles<T>(Checked<ReadFile<T>> file, Func<ReadFile<T>, bool> isWhole) => file switch
    {
        Checked<ReadFile<T>>.Valid { Value: var read } => isWhole(read) && ComesBack(read),
        Checked<ReadFile<T>>.Invalid rejected => ComesBack(rejected.Reason),
        _ => false,
    };

    private static bool ComesBack<T>(ReadFile<T> file)
    {
        var rows = file.Rejections;
        var returned = rows.Count + file.Remarks.Count;
        return rows.All(row => row.Line > 1 && row.Reason.Length > 0)
            && rows.Zip(rows.Skip(1), (row, next) => row.Line < next.Line).All(ordered => ordered)
            && (RejectedCsv.Write(file) is { } csv ? RejectedCsvTests.Parse(csv).Count == returned + 1 : returned == 0);
    }

    private static bool ComesBack(string reason) =>
        reason.EndsWith('.') && RejectedCsvTests.Parse(RejectedCsv.WriteWhole(reason)).Count == 2;
}
