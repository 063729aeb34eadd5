using AttendanceFunctions.Functions.Intake;
using CsvHelper;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

public class RejectedCsvTests
{
    [Fact]
    public void A_rejected_file_repeats_the_rows_with_line_and_reason()
    {
        var file = ReadRegister(
            "UPN;Date;Session;Code;Comment", $"{First};2025-09-08;AM;QQ;\"=HYPERLINK(\"\"x\"\"); two\nlines\"",
            $"{First};2025-09-08;AM;/;;more", $"{First};2025");

        var records = Parse(RejectedCsv.Write(file)!);

        Assert.Equal(["Line", "Reason", "UPN", "Date", "Session", "Code", "Comment", "Beyond the header 1"], records[0]);
        Assert.Equal(["2", file.Rejections[0].Reason, First, "2025-09-08", "AM", "QQ", "'=HYPERLINK(\"x\"); two\nlines", ""], records[1]);
        Assert.Equal(["4", file.Rejections[1].Reason, First, "2025-09-08", "AM", "/", "", "more"], records[2]);
        Assert.Equal(["5", file.Rejections[2].Reason, First, "2025", "", "", "", ""], records[3]);
        Assert.Equal(4, records.Count);
    }

    [Fact]
    public void A_mended_row_can_be_sent_in_as_it_stands()
    {
        var file = ReadRegister("UPN,StartDate,Marks", "UNKNOWN,2025-09-08,-/\\I");
        var returned = System.Text.Encoding.UTF8.GetString(RejectedCsv.Write(file)!);
        Assert.Contains("'-/", returned, StringComparison.Ordinal);

        var mended = Reader().ReadWhole(System.Text.Encoding.UTF8.GetBytes(returned.Replace("UNKNOWN", First, StringComparison.Ordinal)));

        Assert.Equal(["-", "/", "\\", "I"], mended.Values.Select(mark => mark.Stated.Mark.ToString()));
    }

    [Fact]
    public void A_file_that_was_rejected_whole_says_why()
    {
        var bytes = RejectedCsv.WriteWhole("The file is empty: export it again.");

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal([["Line", "Reason"], ["1", "The file is empty: export it again."]], Parse(bytes));
    }

    internal static List<string[]> Parse(byte[] csv)
    {
        using var reader = CsvReader.Create(
            csv,
            new()
            {
                HasHeader = false,
                Separator = ',',
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            });
        var records = new List<string[]>();
        while (reader.Read())
        {
            records.Add(reader.Current.ToArray());
        }

        return records;
    }
}
