namespace AttendanceFunctions.Domain.Cases;

/// <summary>What was decided about a request for leave.</summary>
public enum LeaveAnswer
{
    /// <summary>Leave in exceptional circumstances: code C.</summary>
    Exceptional,

    /// <summary>Leave for a regulated performance or regulated employment abroad: code C1.</summary>
    Performance,

    /// <summary>A temporary part-time timetable: code C2.</summary>
    PartTime,

    /// <summary>No leave; a holiday that is taken all the same is code G.</summary>
    Refused,
}

/// <summary>What a family asked for: leave of absence from one day to another, both included.</summary>
/// <param name="AskedBy">Who asked: a parent's name, or "the family".</param>
/// <param name="Reason">Why, in the family's words as a person wrote them down.</param>
public sealed record LeaveAsked(string AskedBy, DateOnly From, DateOnly To, string Reason);

/// <summary>A signed-in person's answer to a request.</summary>
/// <param name="Because">The reason, which the record keeps and a transfer passes on.</param>
public sealed record LeaveDecided(LeaveAnswer Answer, DateOnly On, Author By, string Because);

/// <summary>
/// A request for leave of absence. Only a person whom the school has authorised may give leave (School Attendance (Pupil Registration)
/// (England) Regulations 2024, reg. 11(1)), so the product shows what the policy asks to look at and a signed-in person decides. It stays
/// with the child across school years and schools of the trust (D2 section 9: shared at transfer).
/// </summary>
/// <param name="On">The day on which it was written down.</param>
/// <param name="By">Who wrote it down.</param>
/// <param name="Facts">What there was to look at on that day, in sentences.</param>
public sealed record LeaveRequest(CaseKey Key, DateOnly On, Author By, LeaveAsked Asked, string Facts)
{
    /// <summary>The answer; null while it waits.</summary>
    public LeaveDecided? Decided { get; init; }

    /// <summary>Whether a night has compared the register with the answer, after the last day.</summary>
    public bool IsChecked { get; init; }

    /// <summary>The code that an absence on these days has by the answer.</summary>
    public string ExpectedCode => Decided?.Answer switch
    {
        LeaveAnswer.Exceptional => "C",
        LeaveAnswer.Performance => "C1",
        LeaveAnswer.PartTime => "C2",
        _ => "G",
    };

    /// <summary>What the duty to compare the register says.</summary>
    internal string Check => $"Compare the register with the answer about leave from {English.Day(Asked.From)} to {English.Day(Asked.To)}";
}

/// <summary>Requests for leave: what there is to look at, who asks, who decides, and whether the register agrees.</summary>
public static class LeaveRequests
{
    /// <summary>The longest time that can be asked for, in days.</summary>
    private const int Longest = 366;

    /// <summary>52 weeks: the same days last year are the same weekdays.</summary>
    private const int DaysOf52Weeks = 364;

    /// <summary>School days until somebody should have decided.</summary>
    public const int DecideWithin = 5;

    /// <summary>The choices about an open request.</summary>
    internal static IReadOnlyList<DecisionChoice> Choices { get; } =
    [
        DecisionChoice.GrantLeave, DecisionChoice.GrantForPerformance, DecisionChoice.GrantPartTime, DecisionChoice.RefuseLeave,
    ];

    /// <summary>The open request with a key; null if there is none.</summary>
    internal static LeaveRequest? FindOpen(Case current, CaseKey key) =>
        current.Leave.FirstOrDefault(request => request.Key == key && request.Decided is null);

    /// <summary>Writes a request down; it counts at once. The same request again changes nothing.</summary>
    /// <param name="today">The day on which it is written down.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    /// <param name="lastYear">The pupil's marks of last year at this school; null if there are none.</param>
    public static (Case After, IReadOnlyList<string> Refusals) Ask(
        CaseNight today, Case before, bool isNightDone, LeaveAsked asked, Author by, YearOfMarks? lastYear)
    {
        if (Refusal(asked, today.Night) is { } refusal)
        {
            return (before, [refusal]);
        }

        if (before.Leave.Any(known => (known.Asked.From, known.Asked.To) == (asked.From, asked.To) && known.Decided is null))
        {
            return (before, []);
        }

        var (progress, day) = (new CaseProgress(today, before), today.On(today.Night));
        var facts = string.Join(" ", FactsOf(day, before, asked, lastYear));
        var request = new LeaveRequest(progress.NextKey, today.Night, by, asked, facts);
        progress.Add(
            day, CaseEventKind.LeaveAsked, before.Stage,
            $"{asked.AskedBy} asked for leave {English.FromTo(asked.From, asked.To)}. {facts}",
            new(request.Key, DecisionChoice.Done, today.Night, by, asked.Reason), request.Key);
        progress.Update(current => current with { Leave = [.. current.Leave, request] });
        return (progress.Entered(before, isNightDone), []);
    }

    /// <summary>Records a person's answer, and calls for its letter.</summary>
    internal static void Decide(CaseProgress progress, CaseDay day, LeaveRequest request, Decision decision)
    {
        var answer = decision.Choice switch
        {
            DecisionChoice.GrantLeave => LeaveAnswer.Exceptional,
            DecisionChoice.GrantForPerformance => LeaveAnswer.Performance,
            DecisionChoice.GrantPartTime => LeaveAnswer.PartTime,
            _ => LeaveAnswer.Refused,
        };
        var decided = request with { Decided = new(answer, day.Date, decision.By, decision.Note) };
        progress.Add(
            day, CaseEventKind.LeaveDecided, progress.Current.Stage,
            $"Leave {English.FromTo(request.Asked.From, request.Asked.To)}: {InWords(answer)}. An absence then "
                + $"is expected as {decided.ExpectedCode} in the register.",
            decision, request.Key, [LetterKind.LeaveDecision]);
        Replace(progress, request, decided);
    }

    /// <summary>After the last day, compares the register with the answer, once; a difference is a duty until it agrees.</summary>
    internal static void Check(CaseProgress progress, CaseDay day)
    {
        var over = progress.Current.Leave.Where(request => request.Decided is not null && request.Asked.To < day.Date).ToList();
        foreach (var request in over)
        {
            var different = Differences(day.Night.Marks, request);
            if (!request.IsChecked)
            {
                Replace(progress, request, request with { IsChecked = true });
                if (different.Count > 0)
                {
                    var found = string.Join(", ", different.GroupBy(mark => mark.Code.Text).Select(InSessions));
                    progress.AddDuty(
                        day, DutySource.Leave, request.Check, progress.DueOn(day.Date, DecideWithin),
                        why: $"By the answer an absence is {request.ExpectedCode}; the register has {found}.");
                }
            }
            else if (different.Count == 0
                && progress.Current.Duties.FirstOrDefault(duty => duty.What == request.Check) is { } open
                && progress.Current.PendingDecisions.All(decision => decision.Key != open.Key))
            {
                progress.Withdraw(day, open, "the register agrees with the answer now.");
            }
        }
    }

    /// <summary>An answer in words.</summary>
    public static string InWords(LeaveAnswer answer) => answer switch
    {
        LeaveAnswer.Exceptional => "given, because of exceptional circumstances",
        LeaveAnswer.Performance => "given, for a performance or work abroad that is regulated",
        LeaveAnswer.PartTime => "given, as a part-time timetable for a time",
        _ => "not given",
    };

    /// <summary>The absences on the days that have another code than is expected; being in school is never a difference.</summary>
    private static List<Mark> Differences(YearOfMarks marks, LeaveRequest request) =>
    [
        .. Between(marks, request.Asked.From, request.Asked.To)
            .Select(stated => stated.Mark)
            .Where(mark => !mark.IsMissing && mark.Code.IsPossible && mark.Code.IsAbsent && mark.Code.Text != request.ExpectedCode),
    ];

    private static void Replace(CaseProgress progress, LeaveRequest before, LeaveRequest after) => progress.Update(current => current with
    {
        Leave = [.. current.Leave.Select(other => other.Key == before.Key ? after : other)],
    });

    private static string? Refusal(LeaveAsked asked, DateOnly today) =>
        asked.AskedBy.Length == 0 ? "Say who asks for the leave."
        : !SchoolText.Note.Allows(asked.AskedBy) ? SchoolText.Note.Fault("Who asks", asked.AskedBy)
        : asked.Reason.Length == 0 ? "Write down the reason that the family gives."
        : !SchoolText.Note.Allows(asked.Reason) ? SchoolText.Note.Fault("Reason", asked.Reason)
        : asked.To < asked.From ? "The last day is before the first one: correct one of them."
        : asked.To.DayNumber - asked.From.DayNumber >= Longest ? "More than a year is asked for: correct one of the days."
        : asked.From < today.AddDays(-Longest) || asked.From > today.AddDays(Longest)
            ? "The first day is more than a year away: correct it."
        : null;

    /// <summary>What the policy asks to look at, on the day: attendance, truancy, earlier requests, the same days last year.</summary>
    private static IEnumerable<string> FactsOf(CaseDay day, Case current, LeaveAsked asked, YearOfMarks? lastYear)
    {
        var (policy, sessions) = (day.Night.Policy.Leave, day.ToDate);
        var isBelow = policy.Below is { } limit && sessions.TryGetRate(out var rate) && rate.IsBelow(limit);
        yield return $"Attendance in the year to {English.Day(day.Date)} is {CaseDescription.Attendance(sessions)}"
            + (isBelow ? $", below {policy.Below}: by the policy leave is most unlikely." : ".");

        var truancy = day.Night.Marks.Stated(day.Night.Marks.Year.FirstDay, day.Date).Count(stated => stated.Mark.Code.Text == "O");
        yield return $"O in {English.Count(truancy, "session")} of the year"
            + (policy.RefusesTruancy && truancy > 0 ? ": the policy refuses leave where truancy is known." : ".");

        var earlier = current.Leave.Where(request => request.Decided is not null).ToList();
        yield return earlier.Count == 0 ? "No earlier request is on record."
            : $"Earlier requests: {string.Join("; ", earlier.Select(Describe))}."
                + (policy.RefusesRegular ? " The policy refuses leave that is regular or follows a pattern." : "");

        var (from, to) = (asked.From.AddDays(-DaysOf52Weeks), asked.To.AddDays(-DaysOf52Weeks));
        var then = (lastYear is null ? [] : Between(lastYear, from, to)).Select(stated => stated.Mark)
            .Where(mark => !mark.IsMissing && mark.Code.IsAbsent).GroupBy(mark => mark.Code.Text).ToList();
        yield return lastYear is null ? "There are no marks of last year."
            : then.Count == 0 ? "On the same days last year the child was not absent."
            : $"On the same days last year: {string.Join(", ", then.Select(InSessions))}.";

        if (policy.RefusesHolidays)
        {
            yield return "By the policy no holiday in term time is authorised.";
        }

        if (!day.IsOfCompulsoryAge)
        {
            yield return CaseDescription.OnlyOfCompulsoryAge(day);
        }
    }

    /// <summary>The marks of a school year from one day to another, as far as they are in the year.</summary>
    private static IEnumerable<(Session Session, Mark Mark)> Between(YearOfMarks marks, DateOnly from, DateOnly to) =>
        marks.Stated(Dates.Later(from, marks.Year.FirstDay), Dates.Earlier(to, marks.Year.LastDay));

    private static string InSessions(IGrouping<string, Mark> code) => $"{code.Key} in {English.Count(code.Count(), "session")}";

    private static string Describe(LeaveRequest request) =>
        $"{English.Day(request.Asked.From)} to {English.Day(request.Asked.To)}, {InWords(request.Decided!.Answer)}";
}
