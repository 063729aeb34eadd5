using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the forms with files.</summary>
public static class FileFields
{
    /// <summary>The file itself.</summary>
    public const string File = "file";

    /// <summary>What is uploaded: one of <see cref="UploadKind"/>.</summary>
    public const string Kind = "kind";

    /// <summary>The letter of a template, by its name.</summary>
    public const string Letter = "letter";

    /// <summary>What is done with a template: <see cref="Take"/> or <see cref="TakeBack"/>.</summary>
    public const string Do = "do";

    public const string Take = "take";

    public const string TakeBack = "take-back";

    /// <summary>In an address, after an upload: that the same file was there already.</summary>
    public const string There = "there";
}

/// <summary>Why an upload was not taken.</summary>
/// <param name="Sentence">The reason, and what to do.</param>
/// <param name="Reading">What the file says; null where it was not read.</param>
public sealed record RefusedUpload(string Sentence, FileReading? Reading);

/// <summary>How complete the register of a day is.</summary>
/// <param name="Expected">The pupils who could be in school in the morning, and in the afternoon.</param>
/// <param name="Marked">Those of them who have a mark.</param>
/// <param name="IsMissing">Whether so few have one that it is no register of the day.</param>
public sealed record RegisterDay(
    DateOnly Date, (int Morning, int Afternoon) Expected, (int Morning, int Afternoon) Marked, bool IsMissing)
{
    /// <summary>The school days that are looked at: four school weeks.</summary>
    public const int Days = 20;

    /// <summary>The last school days, up to the last night, on which a mark is missing; the newest first.</summary>
    /// <param name="minimumCoverage">The share of pupils, 0 to 1, with whom a day counts as open.</param>
    public static IReadOnlyList<RegisterDay> Incomplete(
        School school, IEnumerable<Pupil> roster, IReadOnlyCollection<AttendanceRecord> records, decimal minimumCoverage)
    {
        if (records.Max(record => record.Night) is not { } night)
        {
            return [];
        }

        var marks = records.ToDictionary(record => record.Upn, record => record.Marks);
        var pupils = roster.ToList();
        return
        [
            .. school.Calendar.SchoolDaysBackFrom(night).TakeWhile(AcademicYear.Of(night).Contains).Take(Days)
                .Select(day => Of(school, day, pupils, marks, minimumCoverage))
                .Where(day => day.Marked != day.Expected),
        ];
    }

    private static RegisterDay Of(
        School school, DateOnly day, List<Pupil> pupils, Dictionary<Upn, YearOfMarks> marks, decimal minimumCoverage)
    {
        var onRoll = pupils.Where(pupil => pupil.OnRoll.Contains(day)).ToList();
        (int Expected, int Marked) Count(HalfDay half)
        {
            var session = new Session(day, half);
            var expected = onRoll.Where(pupil => school.IsOpen(session, pupil.YearGroup)).ToList();
            return (expected.Count, expected.Count(pupil => marks.TryGetValue(pupil.Upn, out var year) && !year.At(session).IsMissing));
        }

        var (morning, afternoon) = (Count(HalfDay.AM), Count(HalfDay.PM));
        var any = onRoll.Count(pupil => marks.TryGetValue(pupil.Upn, out var year) && year.Stated(day, day).Any());
        return new(
            day, (morning.Expected, afternoon.Expected), (morning.Marked, afternoon.Marked),
            any == 0 || any < minimumCoverage * onRoll.Count);
    }
}

/// <summary>Why a template was not taken.</summary>
/// <param name="Kind">The letter; null where none was chosen.</param>
/// <param name="Faults">Everything that is wrong with it, with the places.</param>
public sealed record RefusedTemplate(LetterKind? Kind, IReadOnlyList<Fault> Faults);
