using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A register file that a night has read.</summary>
/// <param name="File">The version of it.</param>
/// <param name="Register">What it says.</param>
/// <param name="IsNew">Whether this version is new tonight, rather than read again because a file before it in order is.</param>
public sealed record ReadRegister(IncomingFile File, RegisterFile Register, bool IsNew)
{
    public IReadOnlyList<MarkStatement> Statements => Register is RegisterFile.Read read ? read.Statements : [];

    public StatedDates Dates { get; } = Register is RegisterFile.Read read ? StatedDates.Of(read.Statements.Select(statement => statement.Session.Date)) : StatedDates.None;
}

/// <summary>What a school's night takes in: the statements to apply in their order, and an entry for every file that was read.</summary>
public sealed record RegisterIntakeResult(IReadOnlyList<MarkStatement> Statements, IReadOnlyList<IntakeEntry> Entries);

/// <summary>
/// Reads a school's register files for a night. Files are applied in the order (written, name); when one turns up between
/// others or is replaced, the later ones that state the same dates are read again, so that the result never depends on the
/// order of arrival (domain 0.8).
/// </summary>
public sealed class RegisterIntake(SchoolFiles files, RejectedFiles rejected)
{
    /// <summary>
    /// Whether a night must read this version: it is not in the ledger yet, was held, or named pupils whom a newer roster may
    /// know. September's rosters ask nothing of last year's files, whose marks are no longer taken in.
    /// </summary>
    public static bool IsNew(IncomingFile file, DateOnly night, string rosterETag, IReadOnlyDictionary<string, IntakeEntry> known) =>
        !known.TryGetValue(file.Name, out var entry)
        || entry.ETag != file.ETag
        || entry.Outcome == IntakeOutcome.Held
        || (entry.UnknownPupils > 0 && entry.RosterETag != rosterETag && AcademicYear.Of(entry.Night) == AcademicYear.Of(night));

    /// <summary>Reads what is new, decides what to hold, and sends back what was rejected.</summary>
    public async Task<RegisterIntakeResult> TakeAsync(
        Trust trust, School school, DateOnly night, SchoolRoster roster, IReadOnlyCollection<AttendanceRecord> records,
        IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken)
    {
        var listed = await files.ListAsync(Containers.Registers, school.Id, cancellationToken);
        if (roster.Pupils.Count == 0)
        {
            var reason = $"The school has no pupils on a roster yet; the file is kept and will be read once rosters/{RosterIntake.PathOf(school.Id)} can be read.";
            return new([], [.. listed.Where(file => IsNew(file, night, roster.ETag, known)).Select(file => IntakeEntry.Held(file, reason, night, roster.ETag, StatedDates.None))]);
        }

        var registers = await ReadAsync(school, night, roster, listed, known, cancellationToken);
        var held = new Coverage(school, night, roster.Pupils.Values, trust.MinimumCoverage).Hold(registers, records);
        foreach (var register in registers)
        {
            await SendBackAsync(school, register, cancellationToken);
        }

        return new(
            [.. registers.Where(register => !held.ContainsKey(register)).SelectMany(register => register.Statements)],
            [.. registers.Select(register => EntryOf(register, held.GetValueOrDefault(register, ""), night, roster, known))]);
    }

    /// <summary>Reads what is new, and what must be read again because of it, in the order in which it is applied. It writes nothing.</summary>
    public async Task<IReadOnlyList<ReadRegister>> ReadAsync(
        School school, DateOnly night, SchoolRoster roster, IReadOnlyList<IncomingFile> listed,
        IReadOnlyDictionary<string, IntakeEntry> known, CancellationToken cancellationToken)
    {
        var reader = new RegisterReader(AcademicYear.Of(night), school.Calendar, night, roster.Pupils.Keys.ToHashSet());
        var registers = new List<ReadRegister>();
        var touched = StatedDates.None;
        foreach (var file in listed)
        {
            var isNew = IsNew(file, night, roster.ETag, known);
            if ((isNew || known[file.Name].Dates.Overlaps(touched)) && await files.ReadAsync(file, cancellationToken) is { } content)
            {
                var register = new ReadRegister(file, reader.Read(content), isNew);
                registers.Add(register);
                touched = touched.And(register.Dates);
            }
        }

        return registers;
    }

    private async Task SendBackAsync(School school, ReadRegister register, CancellationToken cancellationToken)
    {
        switch (register.Register)
        {
            case RegisterFile.Rejected whole:
                await rejected.SendBackAsync(school.Id.ToString(), register.File, whole.Reason, cancellationToken);
                break;
            case RegisterFile.Read read when register.IsNew:
                await rejected.SendBackAsync(school.Id.ToString(), register.File, read.Header, read.Rejections, cancellationToken);
                break;
        }
    }

    private static IntakeEntry EntryOf(ReadRegister register, string heldBecause, DateOnly night, SchoolRoster roster, IReadOnlyDictionary<string, IntakeEntry> known)
    {
        if (heldBecause.Length > 0)
        {
            return IntakeEntry.Held(register.File, heldBecause, night, roster.ETag, register.Dates);
        }

        // A file that is only read again keeps the night that it belongs to.
        var first = !register.IsNew && known.TryGetValue(register.File.Name, out var entry) ? entry.Night : night;
        return register.Register switch
        {
            RegisterFile.Read read => new(
                register.File.Name, register.File.ETag, IntakeOutcome.Applied, "", read.Rows, read.Rejections.Count, read.UnknownPupils, register.Dates, first, roster.ETag),
            RegisterFile.Rejected whole => new(
                register.File.Name, register.File.ETag, IntakeOutcome.Rejected, whole.Reason, 0, 0, 0, StatedDates.None, first, roster.ETag),
            _ => throw new InvalidOperationException(),
        };
    }
}
