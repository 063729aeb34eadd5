using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>
/// Brothers and sisters at a school who are absent on the same days. A family are pupils with a contact with parental responsibility who has the same number or
/// address; one that the roster gives to parents of different names tells nothing (<see cref="SharedAddresses"/>).
/// </summary>
public static class Siblings
{
    /// <summary>Whole days that two of them missed together in ten school weeks, which must also be half of what each missed: three may be one cold that went round.</summary>
    public const int DaysTogether = 4;

    /// <summary>The patterns of a school's pupils, each told of both.</summary>
    public static IEnumerable<(Upn Upn, Pattern Pattern)> Of(IReadOnlyList<PatternFacts> pupils)
    {
        var shared = SharedAddresses.Of(pupils.Select(facts => facts.Pupil));
        var byUpn = pupils.ToDictionary(facts => facts.Pupil.Upn);
        var missed = new Dictionary<Upn, HashSet<DateOnly>>();
        foreach (var (one, other) in Pairs(pupils, shared))
        {
            var (here, there) = (DaysOf(byUpn[one]), DaysOf(byUpn[other]));
            var together = here.Intersect(there).Order().ToList();
            if (together.Count >= DaysTogether && 2 * together.Count >= Math.Max(here.Count, there.Count) && together[^1] >= byUpn[one].Lately)
            {
                yield return (one, Told(byUpn[other].Pupil, together));
                yield return (other, Told(byUpn[one].Pupil, together));
            }
        }

        HashSet<DateOnly> DaysOf(PatternFacts facts) => missed.TryGetValue(facts.Pupil.Upn, out var days) ? days : missed[facts.Pupil.Upn] = MissedDays(facts);
    }

    /// <summary>Each two pupils of a family once.</summary>
    private static IEnumerable<(Upn One, Upn Other)> Pairs(IEnumerable<PatternFacts> pupils, IReadOnlySet<Address> shared) =>
        (from facts in pupils
         from contact in facts.Pupil.Contacts
         where contact.HasParentalResponsibility
         from address in Address.AllOf(contact)
         where !shared.Contains(address)
         group facts.Pupil.Upn by address into family
         let upns = family.Distinct().Order().ToList()
         from one in upns
         from other in upns
         where one.CompareTo(other) < 0
         select (one, other)).Distinct();

    private static HashSet<DateOnly> MissedDays(PatternFacts facts)
    {
        var reach = SchoolWeeks.FirstMonday(facts.Calendar, facts.History, facts.Night);
        return [.. facts.Days.Where(day => day.Date >= reach && day.IsAll(mark => mark.Code.IsAbsent)).Select(day => day.Date)];
    }

    // Without a name: the row is one pupil's, and goes when that pupil's data do.
    private static Pattern Told(Pupil sibling, List<DateOnly> together) => new(
        PatternKind.SiblingsTogether,
        $"{together.Count} whole days absent together with the sibling in {(sibling.Class.Length > 0 ? sibling.Class : $"year {sibling.YearGroup}")}: {PatternDescription.Dates(together)}.");
}
