using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Pupils at Stage 1 and rows of the ledger, put into storage as a night leaves them, on a Monday in September 2025.</summary>
public static class Family
{
    public static readonly DateOnly Monday = new(2025, 9, 29);

    public static readonly AcademicYear Year = new(2025);

    public static readonly SchoolId OtherSchool = SchoolId.Parse("141235");

    public static Contact Parent(int slot = 1, string name = "Alex Sample", string mobile = "07700 900001", string email = "") =>
        new(slot, name, "", true, mobile, email);

    public static Pupil Child(string upn, string forename = "Zoe", params Contact[] contacts) => new(
        Upn.Parse(upn), forename, forename, "Sample", "4", "4A", "", new(Sen.None, false, false, false, false), OnRoll.Always, "", false,
        contacts.Length > 0 ? contacts : [Parent()]);

    /// <summary>A row that the night before <see cref="Monday"/> planned, which may leave until Friday.</summary>
    public static Nudge Planned(
        string upn,
        SchoolId school = default,
        Channel channel = Channel.Text,
        int slot = 1,
        bool isReleased = true,
        MessageKind rule = MessageKind.Stage)
    {
        var (of, pupil) = (school == default ? TestTrust.School : school, Upn.Parse(upn));
        var row = new Nudge(
            new(of, Year, NudgeKey.Of(TestSecret.Value, of, pupil, rule, "2025-1", channel, slot)), pupil, rule, "2025-1", channel, slot,
            Monday.AddDays(-3), Monday, Monday.AddDays(4));
        return isReleased ? row.Release(null) : row;
    }

    /// <summary>The same row as the release leaves it: queued on <see cref="Monday"/> at 08:00, so that a sender may take it.</summary>
    public static Nudge Queued(string upn, Channel channel = Channel.Text, params Nudge[] bundled)
    {
        var lead = Planned(upn, channel: channel);
        return lead.Stored(queuedAt: At("08:00"), bundled: new([.. bundled.Select(row => row.Place)]));
    }

    /// <summary>A row that travels in another's message.</summary>
    public static Nudge Joined(string upn, Nudge lead) => Planned(upn).Stored(state: NudgeState.Joined, lead: lead.Place);

    /// <summary>An instant of <see cref="Monday"/>.</summary>
    public static DateTimeOffset At(string time) =>
        London.At(Monday, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Makes these the school's pupils, each with one day missed and at Stage 1.</summary>
    public static async Task EnrolAsync(this TestTrust trust, SchoolId school, params Pupil[] pupils)
    {
        await trust.Get<PupilTable>().ReplaceAsync(school, pupils, Year.FirstDay, Token);
        var table = trust.Get<AttendanceTable>();
        var before = await table.ReadAsync(school, Year, Token);
        await table.WriteAsync(school, Year, before, pupils.Select(pupil => Record(pupil.Upn, stage: 1)), Token);
    }

    public static Task EnrolAsync(this TestTrust trust, params Pupil[] pupils) => trust.EnrolAsync(TestTrust.School, pupils);

    /// <summary>Writes what a later night read of a pupil.</summary>
    public static async Task ReadAsStageAsync(this TestTrust trust, string upn, int stage)
    {
        var table = trust.Get<AttendanceTable>();
        await table.WriteAsync(
            TestTrust.School, Year, await table.ReadAsync(TestTrust.School, Year, Token), [Record(Upn.Parse(upn), stage)], Token);
    }

    /// <summary>Puts rows into the ledger as they are, whatever stood there.</summary>
    public static async Task PutAsync(this TestTrust trust, params Nudge[] nudges)
    {
        foreach (var nudge in nudges)
        {
            await trust.TrustStorage.Table(Tables.Nudges).UpsertEntityAsync(NudgeRow.Write(nudge), cancellationToken: Token);
        }
    }

    public static async Task<Versioned<Nudge>> RowAsync(this TestTrust trust, LedgerPlace place) =>
        await trust.Get<NudgeLedger>().FindAsync(place, Token) ?? throw new InvalidOperationException("The ledger has no such row.");

    public static async Task<NudgeState> StateAsync(this TestTrust trust, Nudge nudge) => (await trust.RowAsync(nudge.Place)).Value.State;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Four weeks of marks, with Tuesday of the first week absent.</summary>
    private static YearOfMarks Weeks() => YearOfMarks.Empty(Year).With(
        from day in Enumerable.Range(0, 26).Select(Year.FirstDay.AddDays)
        where !SchoolCalendar.IsWeekend(day)
        from half in new[] { HalfDay.AM, HalfDay.PM }
        select (new Session(day, half), Mark.OfLetter(day == Year.FirstDay.AddDays(1) ? 'O' : half == HalfDay.AM ? '/' : '\\')));

    private static AttendanceRecord Record(Upn upn, int stage) => AttendanceRecord.Empty(upn, Year) with
    {
        Marks = Weeks(),
        Tally = new Tally(38, 0, 0, 2, 0, 0, 0),
        Night = Monday.AddDays(-3),
        Stage = stage,
    };
}
