namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// Says of a register or a roster what the next night will make of it, by the night's own readers and rules and together with the other
/// files that wait. It writes nothing, so it needs no lease; the night decides, and may have read more by then.
/// </summary>
public sealed class FileCheck(
    RosterIntake rosters, RegisterIntake registers, SchoolFiles files, IntakeLedger ledger, PupilTable pupils, AttendanceTable attendance,
    TimeProvider time)
{
    /// <summary>The most pupils whose names are listed.</summary>
    private const int MostNamed = 10;

    /// <summary>The fewest pupils of another school that make a roster one of that school and not a few children who moved.</summary>
    private const int FewestOfAnother = 5;

    /// <summary>Reads a register.</summary>
    /// <param name="file">The file, in storage already or as it will be.</param>
    /// <returns>What it says; as rejected where no row of it can be applied, because then there is nothing for a night to do.</returns>
    public async Task<FileReading> ReadRegisterAsync(
        Trust trust, School school, IncomingFile file, FileContent content, CancellationToken cancellationToken)
    {
        var night = NightOf(school);
        var known = await ledger.ReadAsync(school.Id.ToString(), cancellationToken);
        var roster = await rosters.ForeseeAsync(school, night, trust.MinimumCoverage, known, cancellationToken);
        if (roster.Pupils.Count == 0)
        {
            return FileReading.Rejected(
                "The school has no pupils on a roster yet, so no mark can be matched to a pupil: upload the roster first, then this file.");
        }

        var reader = RegisterIntake.ReaderOf(school, night, roster);
        var register = new ReadRegister(file, files.Read(file, content, Bounds.Register, given => reader.Read(given.Bytes)), IsNew: true);
        var reading = FileReading.Of(register.Content, marks => Describe(register.Dates, marks));
        if (reading is { Rejection: null, RowsApplied: 0, RowsHeld: 0 } && register.Marks.Count == 0)
        {
            return reading with
            {
                What = "",
                Rejection = reading.Rows == 0
                    ? "The file has a header and no rows: export it again."
                    : "No row of it can be applied. Is it a register of this school?",
            };
        }

        if (reading.Rejection is not null)
        {
            return reading;
        }

        var listed = await files.ListAsync(Containers.Registers, school.Id, cancellationToken);
        var others = await registers.ReadAsync(
            school, night, roster, [.. listed.Where(other => other.Name != file.Name)], known, cancellationToken);
        var records = await attendance.ReadAsync(school.Id, AcademicYear.Of(night), cancellationToken);
        var held = new Coverage(school, night, roster.Pupils.Values, trust.MinimumCoverage)
            .Hold([.. others, register], [.. records.Values.Select(row => row.Value)]);
        return reading with { Held = held.GetValueOrDefault(register) };
    }

    /// <summary>Reads a roster.</summary>
    /// <returns>
    /// What it says; as rejected where it looks like another school's, and as held where it has too few of the pupils known so far.
    /// </returns>
    public async Task<FileReading> ReadRosterAsync(
        Trust trust, School school, IncomingFile file, FileContent content, CancellationToken cancellationToken)
    {
        var night = NightOf(school);
        var read = files.Read(file, content, Bounds.Roster, given => RosterReader.Read(given.Bytes, night, school.Columns));
        var before = SchoolRoster.PupilsOn(await pupils.ReadEntriesAsync(school.Id, cancellationToken));
        var reading = FileReading.Of(read, listed => Describe(listed, before));
        if (read is not Checked<ReadFile<Pupil>>.Valid { Value.Values: var pupilsOfFile })
        {
            return reading;
        }

        return pupilsOfFile.Count == 0
                ? reading with
                {
                    Rejection = "No row of it can be applied, and a roster without pupils would take all of them off the roll.",
                }
            : await IsOfAnotherSchoolAsync(school, pupilsOfFile, before, cancellationToken)
                ? reading with
                {
                    Rejection = "More than half of its pupils are on the roster of another school of the trust and not on yours: it looks "
                        + "like that school's roster. Export your own.",
                }
            : reading with { Held = RosterIntake.Shortfall(pupilsOfFile, before, trust.MinimumCoverage) };
    }

    /// <summary>
    /// Whether most pupils of a roster are on another school's. A name typed into a roster finds nothing out about a child by it: few
    /// pupils never count, and the answer names neither a school nor a child.
    /// </summary>
    private async Task<bool> IsOfAnotherSchoolAsync(
        School school, IReadOnlyList<Pupil> listed, IReadOnlyDictionary<Upn, Pupil> known, CancellationToken cancellationToken)
    {
        var unknown = listed.Select(pupil => pupil.Upn).Where(upn => !known.ContainsKey(upn)).ToHashSet();
        if (unknown.Count < FewestOfAnother || unknown.Count * 2 <= listed.Count)
        {
            return false;
        }

        var places = await pupils.FindSchoolsAsync(unknown, cancellationToken);
        var elsewhere = unknown.Count(upn => places[upn].Any(place => place != school.Id));
        return elsewhere >= FewestOfAnother && elsewhere * 2 > listed.Count;
    }

    /// <summary>The night that will read what is uploaded now: of the next school day, or of today where the calendar has none.</summary>
    private DateOnly NightOf(School school)
    {
        var today = London.DateAt(time.GetUtcNow());
        return school.Calendar.SchoolDaysFrom(today).FirstOrDefault(today);
    }

    private static string Describe(StatedDates dates, IReadOnlyList<PupilMark> marks) =>
        marks.Count == 0 ? "It states no mark of this school year."
        : $"{English.Count(marks.Count, "mark")} of {English.Count(marks.Select(mark => mark.Upn).Distinct().Count(), "pupil")}, "
            + $"{dates.InWords()}.";

    private static string Describe(IReadOnlyList<Pupil> listed, IReadOnlyDictionary<Upn, Pupil> before)
    {
        var now = listed.Select(pupil => pupil.Upn).ToHashSet();
        var added = listed.Where(pupil => !before.ContainsKey(pupil.Upn)).ToList();
        var gone = before.Values.Where(pupil => !now.Contains(pupil.Upn)).ToList();
        return $"{English.Count(listed.Count, "pupil")}."
            + (before.Count == 0 ? " It is the school's first roster."
                : added.Count + gone.Count == 0 ? " The same pupils as before."
                : (added.Count > 0 ? $" New: {Names(added)}." : "") + (gone.Count > 0 ? $" No longer on it: {Names(gone)}." : ""));
    }

    private static string Names(List<Pupil> pupils) => pupils.Count <= MostNamed
        ? English.List([.. pupils.OrderBy(pupil => pupil.Surname, StringComparer.Ordinal)
            .Select(pupil => $"{pupil.Forename} {pupil.Surname}")])
        : English.Count(pupils.Count, "pupil");
}
