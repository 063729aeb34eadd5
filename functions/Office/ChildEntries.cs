using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// What a signed-in person enters about a child besides the case itself: a reason that a family told, a circumstance, and a letter that is
/// made now. Each counts at once, and a repetition changes nothing.
/// </summary>
public sealed class ChildEntries(
    Entering entering, PupilTable pupils, AttendanceTable attendance, FamilyContacts stored, CaseEventTable events, LetterByHand letters,
    OpenRowTable open, TimeProvider time)
{
    private const string NotOnRoster = "The pupil is not on the school's roster.";

    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <summary>Writes down why a child is absent, as the family told it.</summary>
    /// <returns>Why it was not written down; null if it was.</returns>
    public async Task<string?> TellReasonAsync(SchoolVisit visit, Upn upn, ReasonGiven given, CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, Today);
        var refusal = await entering.EnterAsync(
            visit, upn, (day, before, isNightDone) => ToldReasons.Tell(day, before, isNightDone, given, visit.Author), cancellationToken);
        if (refusal is null && given.From <= today)
        {
            // Nobody calls or visits any more; somebody changes the register.
            var told = new ToldReason(given, today, visit.Author);
            await open.ChangeAsync(school.Id, upn, before => WithReason(school, before, told, today), cancellationToken);
        }

        return refusal;
    }

    /// <summary>Puts a circumstance on file; people handle the family from now on.</summary>
    /// <returns>Why it was not; null if it was.</returns>
    public async Task<string?> PutOnFileAsync(SchoolVisit visit, Upn upn, string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || !SchoolText.Note.Allows(text))
        {
            return text.Length == 0 ? "Say what the circumstance is." : SchoolText.Note.Fault("The circumstance", text);
        }

        var isThere = await pupils.ChangeOnFileAsync(
            visit.School.Id, upn, known => known?.Text == text ? known : new(text, Today, visit.Author), cancellationToken);
        return isThere ? await NoteAsync(visit, upn, isOnFile: true, text, cancellationToken) : NotOnRoster;
    }

    /// <summary>Ends a circumstance that was put on file here; one of the roster ends there.</summary>
    /// <param name="because">Why it ended.</param>
    /// <returns>Why it was not ended; null if it was.</returns>
    public async Task<string?> EndAsync(SchoolVisit visit, Upn upn, string because, CancellationToken cancellationToken)
    {
        if (because.Length == 0 || !SchoolText.Note.Allows(because))
        {
            return because.Length == 0 ? "Say why it ended." : SchoolText.Note.Fault("Why it ended", because);
        }

        var wasThere = false;
        await pupils.ChangeOnFileAsync(
            visit.School.Id, upn,
            known =>
            {
                wasThere = known is not null;
                return null;
            },
            cancellationToken);
        return wasThere ? await NoteAsync(visit, upn, isOnFile: false, because, cancellationToken)
            : "Nothing was put on file here, or somebody else ended it. What the roster says ends in your school system.";
    }

    /// <summary>Makes a letter about the child now.</summary>
    /// <returns>Why it was not made; null if it is there.</returns>
    public async Task<string?> MakeLetterAsync(SchoolVisit visit, Upn upn, LetterKind kind, CancellationToken cancellationToken)
    {
        var (trust, school, today) = (visit.Trust, visit.School, Today);
        if (await pupils.FindAsync(school.Id, upn, cancellationToken) is not { } pupil)
        {
            return NotOnRoster;
        }

        if (await attendance.FindAsync(school.Id, AcademicYear.Of(today), upn, cancellationToken) is not { Night: not null } record)
        {
            return "No night has worked out figures for this child in this school year, so a letter would have none.";
        }

        var current = (await stored.FindAsync(school.Id, today, upn, cancellationToken))?.Row.Value ?? new Case(upn, school.Policy.Id);
        var day = new CaseNight(school, trust.MinimumPossibleSessions, pupil, record.Marks, today);
        if (!LettersByHand.Of(day, current, visit.Person.May(StaffRight.DecideFormally, school.Id)).Contains(kind))
        {
            return $"{kind.TitleOf()} cannot be made for this child now: choose one of the list.";
        }

        var facts = new LetterFacts(
            trust, school, pupil, today, record.Marks, current.Step, await events.ReadAsync(school.Id, upn, cancellationToken))
        {
            Agreement = current.Agreement,
            Late = record.Late,
            WorksWithSchool = pupil.Circumstance.Length > 0 || day.On(today).Timetable is not null || school.Policy.IsFormal(current.Stage),
        };
        return await letters.MakeAsync(new(kind, facts), cancellationToken)
            ?? await entering.EnterAsync(
                visit, upn, (night, before, isNightDone) => LettersByHand.Write(night, before, isNightDone, kind, visit.Author),
                cancellationToken);
    }

    private Task<string?> NoteAsync(SchoolVisit visit, Upn upn, bool isOnFile, string note, CancellationToken cancellationToken) =>
        entering.EnterAsync(
            visit, upn,
            (day, before, isNightDone) => CircumstanceNotes.Write(day, before, isNightDone, isOnFile, note, visit.Author),
            cancellationToken);

    private static OpenRows WithReason(School school, OpenRows before, ToldReason told, DateOnly today)
    {
        static bool IsToAsk(WorklistRow row) => row.Kind == Decisions.WorklistKinds.Absence;
        var asked = before.MorningOf(today).FirstOrDefault(IsToAsk);
        var row = asked is null ? null : ReasonRows.Row(school, told, [today]) with { Pupil = asked.Pupil, Due = today };
        return before with
        {
            OfNight = [.. before.OfNight.Where(open => !IsToAsk(open))],
            OfMorning = [.. row is null ? [] : new[] { row }, .. before.OfMorning.Where(open => !IsToAsk(open))],
        };
    }
}
