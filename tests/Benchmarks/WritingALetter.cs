using System.IO.Compression;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Letters;
using BenchmarkDotNet.Attributes;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>Measures writing one pupil's letter in March, compared with only packing the same document.</summary>
public class WritingALetter
{
    private readonly List<(string Name, byte[] Content)> _parts = [];
    private LetterFacts? _facts;

    /// <summary>The shortest and most frequent letter, and the one with the longest table.</summary>
    [Params(LetterKind.TermlyLetter, LetterKind.AttendanceCertificate)]
    public LetterKind Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var calendar = new SchoolCalendar([(new(2025, 9, 2), new(2025, 12, 19)), (new(2026, 1, 5), new(2026, 3, 27))], []);
        var policy = BuiltInPolicies.All.First();
        var school = new School(
            SchoolId.Parse("141234"),
            "Riverside Primary School",
            Phase.Primary,
            "Oxfordshire",
            "01632 960001",
            "",
            new(9, 15),
            policy,
            calendar);
        var pupil = new Pupil(
            Upn.Parse("A100000000001"), "Margaret", "Maggie", "Sample", "4", "4B", "2017-03-04", new(Sen.None, false, false, false, false),
            OnRoll.Always, "", false, []);
        var present = Mark.Of(NationalCodes.All[0]);
        var marks = YearOfMarks.Empty(new(2025)).With(
            calendar.SchoolDaysFrom(new(2025, 9, 2))
                .SelectMany(day => new[] { (new Session(day, HalfDay.AM), present), (new Session(day, HalfDay.PM), present) }));
        var trust = new Trust(
            "Riverside Academies Trust", new HashSet<MessageKind>(), new("Lead", ""),
            new(SendingWindow.Earliest, SendingWindow.Latest), 20, 0.5m, [school]);
        _facts = new(trust, school, pupil, SampleSchool.LastNight, marks, null, []);

        using var archive = new ZipArchive(new MemoryStream(Letter()));
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            entry.Open().CopyTo(content);
            _parts.Add((entry.FullName, content.ToArray()));
        }
    }

    [Benchmark(Baseline = true, Description = "packing alone")]
    public long Packing()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in _parts)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return file.Length;
    }

    [Benchmark(Description = "a letter")]
    public byte[] Letter() => BuiltInLetters.Of(Kind).Write(_facts!);
}
