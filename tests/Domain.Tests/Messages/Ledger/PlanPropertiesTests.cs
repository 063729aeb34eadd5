using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>What holds of the ledger whatever the marks of a year are and whatever becomes of the messages.</summary>
public sealed class PlanPropertiesTests
{
    private static readonly Policy Policy = A.Policy("odbst") with
    {
        Messages =
        [
            new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: false)), new PolicyMessage.Improvement(),
            new PolicyMessage.ThankYou(Percentage.Of(97)),
            new PolicyMessage.TermlySummary(), new PolicyMessage.WeeklySummary(), new PolicyMessage.TermHolidays(),
            new PolicyMessage.ContactDetails(),
        ],
    };

    private static readonly IReadOnlyList<DateOnly> SchoolDays = [.. A.Calendar().SchoolDaysFrom(A.Day(2025, 9, 2))];

    [Fact]
    public void A_parent_gets_one_message_of_concern_about_a_pupil_in_a_half_term_at_most() => Years.Always(year =>
        After(year).Where(row => row.Kind.IsOfConcern() && row.State != NudgeState.Suppressed)
            .CountBy(row => (row.Period, row.ContactSlot)).All(count => count.Value == 1));

    [Fact]
    public void A_pupil_who_is_held_out_in_a_half_term_has_no_message_of_concern_in_it() => Years.Always(year =>
    {
        var ofConcern = After(year).Where(row => row.Kind.IsOfConcern()).ToLookup(row => row.Period);
        return ofConcern.All(
            period => period.All(row => row.Reason != SuppressionReason.HeldOut) || period.All(row => row.State == NudgeState.Suppressed));
    });

    [Fact]
    public void Every_message_is_one_row_of_the_ledger() => Years.Select(After).Always(rows =>
        rows.CountBy(row => (row.Kind, row.Period, row.Channel, row.ContactSlot)).All(count => count.Value == 1)
        && rows.Select(row => row.Place.Key).Distinct().Count() == rows.Count);

    [Fact]
    public void A_night_that_is_planned_twice_asks_for_the_same_rows() => Years.Always(year =>
        Run(
            year,
            (plan, ledger) => plan(ledger)
                .SequenceEqual(plan([.. ledger, .. plan(ledger).Where(row => ledger.All(known => known.Place != row.Place))]))));

    [Fact]
    public void Nothing_is_planned_for_a_pupil_with_a_circumstance_on_file() => Years.Always(year =>
        Run(year with { Circumstance = "bereavement" }, (plan, ledger) => plan(ledger).All(row => row.State == NudgeState.Suppressed)));

    [Fact]
    public void A_message_leaves_on_school_days_of_its_half_term_after_the_night_that_planned_it() =>
        Years.Always(year => After(year).All(row =>
        A.Calendar().IsSchoolDay(row.FirstDay)
            && A.Calendar().IsSchoolDay(row.LastDay)
            && row.PlannedOn < row.FirstDay
            && row.FirstDay <= row.LastDay
        && A.Calendar().TryFindHalfTerm(row.FirstDay, out var halfTerm) && halfTerm.Contains(row.LastDay)
        && A.Calendar().SchoolDaysFrom(row.FirstDay).TakeWhile(day => day <= row.LastDay).Count() <= 5));

    /// <summary>These properties say something: the years bring messages of every kind.</summary>
    [Fact]
    public void Years_of_random_marks_ask_for_every_kind_of_message()
    {
        var rows = Years.Sample(200, size: 50).SelectMany(After).ToList();

        Assert.Equal(
            MessageKinds.OfNights.Values.Order(),
            rows.Where(row => row.State == NudgeState.Planned).Select(row => row.Kind).Distinct().Order());
        Assert.Contains(rows, row => row.Reason == SuppressionReason.HeldOut);
    }

    /// <summary>A pupil's year: marks of each school day, what became of each message, and how many are held out.</summary>
    private sealed record PupilYear(
        IReadOnlyList<string> Marks, IReadOnlyList<NudgeState> Fates, int HoldOutPercent, int Upn, string Circumstance)
    {
        public Pupil Pupil => A.Pupil($"A1{Upn:00000000000}") with
        {
            Circumstance = Circumstance,
            Contacts = [A.Contact(1, "07700 900001"), A.Contact(2, email: "two@example.org")],
        };

        public School School => A.School(Policy with { HoldOutPercent = HoldOutPercent });
    }

    private static Gen<PupilYear> Years =>
        from start in Gen.Choose(0, 120)
        from days in Gen.Choose(5, 70)
        from absences in Gen.Choose(0, 20)
        from marks in Gen.Frequency(
            (100 - absences, Gen.Constant("//")), (absences, Gen.Elements("II", "NN", "OO", "G/", "/N", "##", "--"))).ArrayOf(start + days)
        from fates in Gen.Elements(
            NudgeState.Accepted,
            NudgeState.Delivered,
            NudgeState.Expired,
            NudgeState.Withheld,
            NudgeState.Planned,
            NudgeState.Suppressed).ArrayOf(20)
        from share in Gen.Elements(0, 50)
        from upn in Gen.Choose(1, 1_000)
        select new PupilYear(marks, fates, share, upn, "");

    private static IReadOnlyCollection<Nudge> After(PupilYear year)
    {
        IReadOnlyCollection<Nudge> last = [];
        Run(year, (plan, ledger) =>
        {
            last = Merged(ledger, plan(ledger));
            return true;
        });
        return last;
    }

    /// <summary>Goes through the nights of a year; false as soon as something does not hold of one.</summary>
    private static bool Run(PupilYear year, Func<Func<IReadOnlyCollection<Nudge>, IReadOnlyList<Nudge>>, IReadOnlyList<Nudge>, bool> holds)
    {
        var (pupil, school, trust) = (year.Pupil, year.School, A.Trust());
        var (record, current) = (A.Record() with { Upn = pupil.Upn }, new Case(pupil.Upn, Policy.Id));
        IReadOnlyList<Nudge> ledger = [];
        var lastNight = DateOnly.MinValue;
        foreach (var (night, index) in SchoolDays.Take(year.Marks.Count).Select((night, index) => (night, index)))
        {
            var marks = record.Marks.With(Marks.Of(year.Marks[index], night).Stated(night, night));
            current = CaseEngine.Run(new(school, A.Floor, pupil, marks, night), current, lastNight);
            var reading = school.Policy.StatusOf(Tally.Of(marks, night.AddYears(-1), night), A.Floor);
            record = record.After(night, marks, reading);
            lastNight = night;

            var planner = new NudgePlanner(trust, school, night, new HashSet<Address>(), TestSecret.Value);
            IReadOnlyList<Nudge> PlanWith(IReadOnlyCollection<Nudge> inLedger) =>
                planner.Plan(new(new(pupil, record, current), reading, current.Night == night ? current.Latest : [], inLedger));
            if (!holds(PlanWith, ledger))
            {
                return false;
            }

            ledger = [.. Merged(ledger, PlanWith(ledger)).Select(row => Later(row, night, year.Fates))];
        }

        return true;
    }

    /// <summary>The ledger keeps a row that it has, unless that is suppressed and another reason takes its place.</summary>
    private static List<Nudge> Merged(IReadOnlyCollection<Nudge> ledger, IReadOnlyList<Nudge> planned)
    {
        var replaced = planned.Where(row => row.State == NudgeState.Suppressed).Select(row => row.Place).ToHashSet();
        var kept = ledger.Where(row => row.State != NudgeState.Suppressed || !replaced.Contains(row.Place)).ToList();
        return [.. kept, .. planned.Where(row => kept.All(known => known.Place != row.Place))];
    }

    /// <summary>What became of a message by the night after its last day; of the rows of a night all the same.</summary>
    private static Nudge Later(Nudge row, DateOnly night, IReadOnlyList<NudgeState> fates) =>
        row.State == NudgeState.Planned && row.LastDay <= night
        ? fates[row.PlannedOn.DayNumber % fates.Count] switch
        {
            NudgeState.Suppressed => row.Stored(state: NudgeState.Suppressed, reason: MayLeave.NoLonger(row.Kind)),
            var outcome => row.Stored(state: outcome),
        }
        : row;
}
