using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using BenchmarkDotNet.Attributes;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>
/// Measures merging a day's marks of 400 pupils into their years and calculating their status, compared with a loop over the characters.
/// </summary>
public class MergingASchool
{
    private static readonly DateOnly Day = new(2026, 3, 19);

    private readonly List<AttendanceRecord> _records = [];
    private readonly List<(Session Session, Mark Mark)> _statements = [];
    private Policy _policy = BuiltInPolicies.All.First();

    [GlobalSetup]
    public void Setup()
    {
        BuiltInPolicies.TryFind("odbst", out var policy);
        _policy = policy!;
        var year = AcademicYear.Of(Day);
        var marks = string.Concat(
            Enumerable.Range(0, AcademicYear.Slots).Select(slot => (slot / 2 % 7 < 5) ? slot % 11 == 0 ? 'I' : '/' : Mark.MissingLetter));
        _records.AddRange(Enumerable.Range(0, SampleSchool.Pupils).Select(number =>
            AttendanceRecord.Empty(Upn.Parse($"A{number:000000000000}"), year) with { Marks = YearOfMarks.Parse(year, marks) }));
        _statements.AddRange([(new(Day, HalfDay.AM), Mark.OfLetter('/')), (new(Day, HalfDay.PM), Mark.OfLetter('\\'))]);
    }

    [Benchmark(Baseline = true, Description = "Bare loop")]
    public int BareLoop()
    {
        var attended = 0;
        foreach (var record in _records)
        {
            var marks = record.Marks.Text.ToCharArray();
            marks[400] = '/';
            marks[401] = '\\';
            foreach (var letter in new string(marks))
            {
                attended += letter is '/' or '\\' or 'L' ? 1 : 0;
            }
        }

        return attended;
    }

    [Benchmark(Description = "Merge and evaluate")]
    public int MergeAndEvaluate()
    {
        var stages = 0;
        foreach (var record in _records)
        {
            var marks = record.Marks.With(_statements);
            var status = _policy.StatusOf(Tally.Of(marks, marks.Year.FirstDay, Day), 20);
            stages += record.After(Day, marks, status).Stage ?? 0;
        }

        return stages;
    }
}
