using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A reason for an absence that a family told by telephone or at the gate.</summary>
/// <param name="ToldBy">Who told it: a parent's name, or the relationship.</param>
/// <param name="From">The first day that it is about.</param>
/// <param name="To">The last one.</param>
/// <param name="Code">The code that whoever wrote it down proposes for the register.</param>
/// <param name="Words">What the family said.</param>
public sealed record ReasonGiven(string ToldBy, DateOnly From, DateOnly To, string Code, string Words);

/// <summary>
/// A reason that somebody at the school wrote down. It proposes a code and changes no mark: an absence is recorded by the school in its
/// attendance register (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10), which stays the source.
/// </summary>
/// <param name="On">The day on which it was written down.</param>
public sealed record ToldReason(ReasonGiven Given, DateOnly On, Author By)
{
    /// <summary>Whether it is about a day.</summary>
    public bool IsAbout(DateOnly day) => Given.From <= day && day <= Given.To;

    /// <summary>The days on which the register still has N or no mark, up to a day.</summary>
    public IReadOnlyList<DateOnly> Unsettled(School school, Pupil pupil, YearOfMarks marks, DateOnly upTo) =>
    [
        .. school.Calendar.SchoolDaysFrom(Dates.Later(Given.From, marks.Year.FirstDay))
            .TakeWhile(day => day <= Dates.Earlier(Given.To, upTo) && marks.Year.Contains(day))
            .Where(day => new[] { HalfDay.AM, HalfDay.PM }.Select(half => new Session(day, half))
                .Where(session => school.IsOpen(session, pupil.YearGroup))
                .Any(session => marks.At(session) is { IsMissing: false } mark && mark.Code.Text == "N")),
    ];
}

/// <summary>Writes down reasons that families tell.</summary>
public static class ToldReasons
{
    /// <summary>How far back a reason may reach, in days: the weeks in which a register is still corrected by hand.</summary>
    private const int DaysBack = 28;

    /// <summary>How far ahead: what is longer is leave, for which a family asks.</summary>
    private const int DaysAhead = 14;

    /// <summary>How long a reason is kept in the case; the history keeps it as long as the case.</summary>
    private const int DaysKept = 60;

    /// <summary>The codes that can be proposed on a day: those of an absence that has a reason, or whose reason is not accepted.</summary>
    public static IReadOnlyList<AttendanceCode> Codes(DateOnly day) =>
        [.. NationalCodes.All.Where(code => code.IsInForce(day) && code.IsAbsent && code.Text is not ("N" or "U"))];

    /// <summary>
    /// Writes a reason down; it counts at once. The family was reached, so nobody asks after the child again for the days up to today. The
    /// same reason again changes nothing.
    /// </summary>
    /// <param name="today">The day on which it is written down.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    public static (Case After, IReadOnlyList<string> Refusals) Tell(
        CaseNight today, Case before, bool isNightDone, ReasonGiven given, Author by)
    {
        if (Refusal(given, today.Night) is { } refusal)
        {
            return (before, [refusal]);
        }

        if (before.ReasonsTold.Any(known => known.Given == given && known.By.Name == by.Name))
        {
            return (before, []);
        }

        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        progress.Add(
            day, CaseEventKind.ReasonTold, before.Stage,
            $"{given.ToldBy} told why the child is absent: {English.Days(given.From, given.To)}. "
                + $"{given.Code} is proposed for the register.",
            new(progress.NextKey, DecisionChoice.Done, today.Night, by, given.Words));
        var until = Dates.Earlier(given.To, today.Night);
        progress.Update(current => current with
        {
            ReasonsTold =
                [.. current.ReasonsTold.Where(known => known.Given.To >= today.Night.AddDays(-DaysKept)), new(given, today.Night, by)],
            Contacts = given.From > today.Night || current.ContactOn >= until ? current.Contacts
                : [.. current.Contacts, new(KeyOf(today, until), until, ContactMethod.Contact, by, "")],
        });
        return (progress.Entered(before, isNightDone), []);
    }

    private static string KeyOf(CaseNight today, DateOnly day) => new UnexplainedAbsence([day]).KeyFor(today.School.Id, today.Pupil.Upn);

    private static string? Refusal(ReasonGiven given, DateOnly today) =>
        given.ToldBy.Length == 0 ? "Say who told the reason."
        : !SchoolText.Note.Allows(given.ToldBy) ? SchoolText.Note.Fault("Who told it", given.ToldBy)
        : given.Words.Length == 0 ? "Write down what the family said."
        : !SchoolText.Note.Allows(given.Words) ? SchoolText.Note.Fault("What was said", given.Words)
        : given.To < given.From ? "The last day is before the first one: correct one of them."
        : given.From < today.AddDays(-DaysBack) ? $"The first day is more than {DaysBack} days ago: correct the register itself."
        : given.To > today.AddDays(DaysAhead) ? $"The last day is more than {DaysAhead} days away: write down a request for leave."
        : !Codes(given.From).Any(code => code.Text == given.Code) ? $"{English.Quote(given.Code)} is not a code of an absence: choose one."
        : null;
}
