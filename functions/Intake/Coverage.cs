namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// Holds files that open a school day with marks for too few of the pupils on roll, because an incomplete export would look like better
/// attendance. Corrections of days that are already open may be of any size. A day is open once recorded marks cover that share
/// of pupils, so planned leave alone does not open it.
/// </summary>
/// <param name="Night">The night; days after it are planned leave and do not count.</param>
/// <param name="Minimum">The lowest share of pupils on roll that a day needs, 0 to 1.</param>
public sealed record Coverage(School School, DateOnly Night, IEnumerable<Pupil> Pupils, decimal Minimum)
{
    /// <summary>Returns the files to hold, each with the reason. The night's files count together; only new files can be held.</summary>
    public IReadOnlyDictionary<ReadRegister, string> Hold(
        IReadOnlyList<ReadRegister> registers, IReadOnlyCollection<AttendanceRecord> records)
    {
        var held = new Dictionary<ReadRegister, string>();
        while (true)
        {
            // Holding one file can leave too few marks on another day, so repeat until nothing more is held.
            var shortDays = ShortDays(registers.Where(register => !held.ContainsKey(register)), records);
            var more = registers
                .Where(register => register.IsNew && !held.ContainsKey(register))
                .Select(register => (Register: register, Days: shortDays.Where(day => register.Dates.Contains(day.Date)).ToList()))
                .Where(found => found.Days.Count > 0).ToList();
            if (more.Count == 0)
            {
                return held;
            }

            foreach (var (register, days) in more)
            {
                held[register] = Sentence(days[0], days.Count - 1);
            }
        }
    }

    private List<(DateOnly Date, int Marked, int OnRoll)> ShortDays(
        IEnumerable<ReadRegister> registers, IReadOnlyCollection<AttendanceRecord> records)
    {
        var marked = new Dictionary<DateOnly, HashSet<Upn>>();
        foreach (var (upn, stated) in registers.SelectMany(register => register.Marks))
        {
            var date = stated.Session.Date;
            if (!stated.Mark.IsMissing && date <= Night && School.Calendar.IsSchoolDay(date))
            {
                (marked.TryGetValue(date, out var pupils) ? pupils : marked[date] = OnRecord(records, date)).Add(upn);
            }
        }

        return [.. marked
            .Select(day => (day.Key, Marked: day.Value.Count, OnRoll: Pupils.Count(pupil => pupil.OnRoll.Contains(day.Key))))
            .Where(day => day.Marked < Minimum * day.OnRoll).OrderBy(day => day.Key)];
    }

    private static HashSet<Upn> OnRecord(IEnumerable<AttendanceRecord> records, DateOnly date) =>
        [.. records.Where(record => record.Marks.Stated(date, date).Any()).Select(record => record.Upn)];

    private string Sentence((DateOnly Date, int Marked, int OnRoll) day, int others)
    {
        var more = others == 0 ? "" : $" and {others.ToString(CultureInfo.InvariantCulture)} other days like it";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Tonight's files open {day.Date:yyyy-MM-dd} for {day.Marked} of {day.OnRoll} pupils on roll{more}: "
            + $"fewer than {Minimum:0.##%}, as in a cut-off export. "
            + $"The file is kept and read again tomorrow night; send the whole register, or lower minimumCoverage in settings/trust.json.");
    }
}
