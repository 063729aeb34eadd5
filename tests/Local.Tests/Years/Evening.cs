using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;
using Azure;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>Everything that a day of the simulated year leaves at a school.</summary>
/// <param name="Pupils">The pupils on roll, with the night's results.</param>
/// <param name="Left">The pupils who left in the school year.</param>
/// <param name="Ledger">The messages of the school year so far.</param>
/// <param name="Letters">The letters that the night wrote.</param>
/// <param name="OfTerm">The kinds of the letters that were written in the term so far.</param>
/// <param name="Histories">The events of each pupil so far.</param>
/// <param name="Rows">The rows of the night's worklist.</param>
/// <param name="Sheets">The further sheets of the worklist.</param>
/// <param name="Morning">The rows of that morning's list.</param>
/// <param name="Asked">The first-day texts of that morning.</param>
internal sealed record Evening(
    Trust Trust, School School, DateOnly Night, IReadOnlyList<PupilNight> Pupils, IReadOnlyList<PupilNight> Left,
    IReadOnlyList<Nudge> Ledger, LettersOfNight Letters, IReadOnlyList<LetterKind> OfTerm,
    IReadOnlyList<IReadOnlyList<CaseEvent>> Histories, IReadOnlyList<WorklistRow> Rows, IReadOnlyList<WorkbookSheet> Sheets,
    IReadOnlyList<WorklistRow> Morning, IReadOnlyList<Nudge> Asked)
{
    /// <summary>The school's row of the night, as the summaries read it.</summary>
    /// <param name="periods">The periods that the night works out.</param>
    public SchoolNight Row(IReadOnlyList<FigurePeriod> periods)
    {
        var figures = SchoolFigures.Of(
            School, periods, [.. Pupils, .. Left], new(Letters.Letters.Count, 0, new HashSet<Address>(), new HashSet<Address>())) with
        {
            Review = ReviewCounts.Of(PolicyReview.OfSchool(School.Policy, new Dictionary<OpaqueKey, ReviewAnswer>())),
        };
        return new(
            Night, School.Id, School.Policy.Id, Headcount.Of(Pupils.Select(pupil => pupil.Status)), new(1, 0, 0, 1, 1, 0, 0), 0, 0, 0, "")
        {
            Nudges = NudgeCounts.Of(Ledger, Night),
            Figures = figures,
            ShowsAttendance = figures.Periods[0].ShowsAttendance,
            TellsUnauthorised = figures.Periods[0].TellsUnauthorised,
        };
    }

    /// <summary>What is on record of the term that the night ends, for the review of the policy.</summary>
    public TermEvidence EvidenceOf(SchoolTerm term) =>
        TermEvidence.Of(School, term, OfTerm, Histories, [.. Pupils.Select(pupil => pupil.Case)], Ledger);
}

/// <summary>
/// The days of a simulated year at a school, made by the functions that make them in a real night: rows, sheets, messages, letters and the
/// morning's list, without storage. People release the messages that wait on the day after they were planned.
/// </summary>
internal sealed class Evenings(SimulatedYear year, Trust trust, School school, IReadOnlyList<CaseYear> cases)
{
    private static readonly Author Clerk = new Author.SignedIn("Attendance officer", "office@example.org");

    private static readonly UnusableAddresses NoneUnusable = new([], TestSecret.Value);

    private readonly Dictionary<Upn, AttendanceRecord> _records = [];

    private readonly Dictionary<NudgeKey, Nudge> _ledger = [];

    private readonly List<(SchoolTerm? Term, LetterKind Kind)> _written = [];

    private IReadOnlyList<WorklistRow> _up = [];

    private readonly MayLeave _mayLeave = new(trust, school);

    private readonly List<CaseYear> _pupils =
        [.. cases.Where(pupil => trust.Schools[pupil.Pupil.School].Id == school.Id).OrderBy(pupil => pupil.Pupil.Pupil.Upn)];

    private readonly List<(SchoolId School, FamilyKey Key)> _elsewhere =
    [
        .. from pupil in cases
           let other = trust.Schools[pupil.Pupil.School].Id
           where other != school.Id
           from contact in ContestedAddress.ContactsOf(other, [pupil.Pupil.Pupil])
           select (other, FamilyKey.Of(TestSecret.Value, contact)),
    ];

    /// <summary>The school days, in order.</summary>
    public IEnumerable<Evening> All()
    {
        foreach (var (night, index) in year.Days.Select((day, index) => (day, index))
            .Where(night => school.Calendar.IsSchoolDay(night.day)))
        {
            var (morning, asked) = Morning(night, index);
            Send(night);
            var pupils = _pupils.Where(pupil => pupil.Pupil.Pupil.OnRoll.Contains(night))
                .Select(pupil => NightOf(pupil, night, index)).ToList();
            var left = _pupils.Where(pupil => pupil.Pupil.Pupil.OnRoll.Leaving < night && _records.ContainsKey(pupil.Pupil.Pupil.Upn))
                .Select(pupil => new PupilNight(
                    pupil.Pupil.Pupil, _records[pupil.Pupil.Pupil.Upn], new AttendanceStatus.NoData(default), pupil.Case)).ToList();
            Plan(night, pupils);
            var letters = LettersOf(night, pupils);
            var term = SchoolTerm.Of(school.Calendar, night);
            _written.AddRange(letters.Letters.Select(letter => (term, letter.Order.Kind)));
            var rows = new NightRows(trust, school, night, letters, new([.. _ledger.Values], NoneUnusable, []), MessageBook.BuiltIn)
                .Of(pupils, [], SiblingsOf(pupils));
            _up = RoomOfDay.Choose(
                [.. rows, .. Worklist.RowsOf(school, night, pupils, year.FilesOf(school, night))], _up, night, pupils.Count);
            yield return new(
                trust, school, night, pupils, left, [.. _ledger.Values], letters,
                [.. _written.Where(written => written.Term == term).Select(written => written.Kind)],
                [.. _pupils.Select(pupil => HistoryOf(pupil, night))], _up,
                [.. FurtherSheets.Of(school, night, pupils, left)], morning, asked);
        }
    }

    private PupilNight NightOf(CaseYear pupil, DateOnly night, int index)
    {
        var (onRoster, marks) = (pupil.Pupil.On(index), pupil.Pupil.Marks[night]);
        var current = pupil.OnNights[night];
        var status = school.Policy.StatusOf(
            Tally.Of(marks, onRoster.OnRoll.Admission, night), trust.MinimumPossibleSessions, current.Stage);
        var record = RecordOf(onRoster.Upn, night).After(night, marks, status) with
        {
            Groups = Membership.Of(onRoster, AcademicYear.Of(night)),
        };
        _records[onRoster.Upn] = record;
        return new(onRoster, record, status, current);
    }

    private AttendanceRecord RecordOf(Upn upn, DateOnly night) =>
        _records.GetValueOrDefault(upn) ?? AttendanceRecord.Empty(upn, AcademicYear.Of(night));

    /// <summary>The morning's list at half past nine, before anybody has reached a family, and its texts.</summary>
    private (IReadOnlyList<WorklistRow> Rows, IReadOnlyList<Nudge> Texts) Morning(DateOnly day, int index)
    {
        var pupils = _pupils.Where(pupil => pupil.Pupil.Pupil.OnRoll.Contains(day)).Select(pupil => MorningPupil.Of(
            school, pupil.Pupil.On(index), RecordOf(pupil.Pupil.Pupil.Upn, day) with { Marks = pupil.Pupil.OnMorning(day) }, day)).ToList();
        var morning = new SchoolMorning(
            school, MorningRoll.Of(day, pupils), new Dictionary<Upn, Case>(), new HashSet<Address>(), [], TestSecret.Value, new(9, 30));
        var texts = morning.ToText.SelectMany(pupil => morning.Texts.RowsOf(pupil.Pupil)).ToList();
        return (new MorningRows(morning, texts, trust.MinimumCoverage).All(), texts);
    }

    /// <summary>Releases what waits, and lets messages leave that are still true; those whose days are over expire.</summary>
    private void Send(DateOnly day)
    {
        var at = new DateTimeOffset(day.ToDateTime(new(9, 0)), TimeSpan.Zero);
        var byUpn = _pupils.ToDictionary(pupil => pupil.Pupil.Pupil.Upn);
        foreach (var nudge in _ledger.Values.Where(nudge => nudge.State == NudgeState.Planned).ToList())
        {
            var pupil = byUpn[nudge.Upn];
            var now = new PupilNow(pupil.Pupil.Pupil, _records[nudge.Upn], pupil.OnNights[_records[nudge.Upn].Night!.Value]);
            _ledger[nudge.Place.Key] = nudge.LastDay < day ? nudge.Expire(at)
                : !nudge.MayLeaveOn(day) ? nudge
                : _mayLeave.ReasonAgainst(nudge, now, day) is { } reason ? nudge.Suppress(reason, at)
                : (nudge.IsReleased ? nudge : nudge.Release(Clerk)).Claim(Guid.Empty, at, 1).Settle(NudgeState.Accepted, at, "sent");
        }
    }

    private void Plan(DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var ofPupil = _ledger.Values.ToLookup(nudge => nudge.Upn);
        var planner = new NudgePlanner(trust, school, night, new HashSet<Address>(), TestSecret.Value);
        var wanted = pupils.SelectMany(pupil => planner.Plan(new(
            new(pupil.Pupil, pupil.Record, pupil.Case), pupil.Status, pupil.CaseNews, [.. ofPupil[pupil.Pupil.Upn]]))).ToList();
        var known = _ledger.Values.Select(nudge => new Versioned<Nudge>(nudge, ETag.All)).ToList();
        foreach (var (nudge, _) in new NightPlan(night, known, wanted).Changes())
        {
            _ledger[nudge.Place.Key] = nudge;
        }
    }

    private LettersOfNight LettersOf(DateOnly night, IReadOnlyList<PupilNight> pupils)
    {
        var histories = _pupils.ToDictionary(pupil => pupil.Pupil.Pupil.Upn, pupil => HistoryOf(pupil, night));
        var ofNight = new NightLetters(trust, school, night);
        var orders = pupils.SelectMany(pupil => ofNight.Of(pupil, histories[pupil.Pupil.Upn])).ToList();
        var files = LetterNames.Of(orders);
        return new([.. orders.Select(order => new WrittenLetter(order, files[order.Key], LocalForm: null))], []);
    }

    /// <summary>What had happened in a case by a night.</summary>
    private static IReadOnlyList<CaseEvent> HistoryOf(CaseYear pupil, DateOnly night) =>
        pupil.OnNights.TryGetValue(night, out var current)
            ? [.. pupil.History.TakeWhile(happened => happened.Number <= current.EventCount)]
            : [.. pupil.History.TakeWhile(happened => happened.On <= night)];

    private Dictionary<Upn, IReadOnlyList<School>> SiblingsOf(IEnumerable<PupilNight> pupils)
    {
        var absent = from pupil in pupils
                     where pupil.Status is AttendanceStatus.Measured { IsPersistentAbsence: true }
                     from contact in ContestedAddress.ContactsOf(school.Id, [pupil.Pupil])
                     select (pupil.Pupil.Upn, FamilyKey.Of(TestSecret.Value, contact));
        return SharedFamily.SchoolsOf(absent, _elsewhere).ToDictionary(
            found => found.Key, found => (IReadOnlyList<School>)[.. trust.Schools.Where(other => found.Value.Contains(other.Id))]);
    }
}
