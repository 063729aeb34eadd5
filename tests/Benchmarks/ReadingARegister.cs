using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Intake;
using BenchmarkDotNet.Attributes;
using CsvHelper;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>
/// Measures reading a day's register with one row per session, 800 rows, compared with CsvHelper only reading the same cells.
/// </summary>
public class ReadingARegister
{
    private static readonly DateOnly Day = new(2026, 3, 19);

    private byte[] _file = [];
    private RegisterReader _reader = new(default, new([], []), default, new HashSet<Upn>());

    [GlobalSetup]
    public void Setup()
    {
        var upns = Enumerable.Range(0, SampleSchool.Pupils).Select(number => Upn.Parse($"A{number:000000000000}")).ToList();
        var rows = upns.SelectMany(upn => new[] { $"{upn},2026-03-19,AM,/", $"{upn},2026-03-19,PM,\\" });
        _file = System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend("UPN,Date,Session,Code")) + "\r\n");
        _reader = new(AcademicYear.Of(Day), new SchoolCalendar([(new(2026, 2, 23), new(2026, 3, 27))], []), Day, upns.ToHashSet());
    }

    [Benchmark(Baseline = true, Description = "CsvHelper alone")]
    public int BareCells()
    {
        using var csv = CsvReader.Create(_file, new());
        var characters = 0;
        while (csv.Read())
        {
            for (var column = 0; column < 4; column++)
            {
                characters += csv.GetString(column).Length;
            }
        }

        return characters;
    }

    [Benchmark(Description = "RegisterReader")]
    public Checked<ReadFile<PupilMark>> Register() => _reader.Read(_file);
}
