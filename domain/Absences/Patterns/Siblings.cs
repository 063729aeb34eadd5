using AttendanceFunctions.Domain.Absences.Thresholds;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>Finds siblings (their parents share an address that no other family has) who are absent on the same days.</summary>
public static class Siblings
{
    /// <summary>Minimum whole days missed together in ten school weeks; also at least half of each one's (three may be one cold).</summary>
    public const int DaysTogether = 4;

    /// <summary>The patterns of a school's pupils; each is reported for both siblings.</summary>
    public static IEnumerable<(Upn Upn, Pattern Pattern)> Of(IReadOnlyList<PupilYear> pupils)
    {
        var shared = Households.Of(pupils.Select(year => year.Pupil)).Shared.Select(one => one.Address).ToHashSet();
        var byUpn = pupils.ToDictionary(year => year.Pupil.Upn);
        var missed = new Dictionary<Upn, HashSet<DateOnly>>();
        foreach (var (one, other) in Pairs(pupils, shared))
        {
            var (here, there) = (DaysOf(byUpn[one]), DaysOf(byUpn[other]));
            var together = here.Intersect(there).Order().ToList();
            if (together.Count >= DaysTogether && 2 * together.Count >= Math.Max(here.Count, there.Count)
                && together[^1] >= byUpn[one].RecentFrom)
            {
                yield return (one, PatternOf(byUpn[other].Pupil, together));
                yield return (other, PatternOf(byUpn[one].Pupil, together));
            }
        }

        HashSet<DateOnly> DaysOf(PupilYear year) =>
            missed.TryGetValue(year.Pupil.Upn, out var days) ? days : missed[year.Pupil.Upn] = MissedDays(year);
    }

    /// <summary>Each pair of siblings once.</summary>
    private static IEnumerable<(Upn One, Upn Other)> Pairs(IEnumerable<PupilYear> pupils, HashSet<Address> shared) =>
        (from year in pupils
         from contact in year.Pupil.Contacts
         where contact.HasParentalResponsibility
         from address in Address.AllOf(contact)
         where !shared.Contains(address)
         group year.Pupil.Upn by address into family
         let upns = family.Distinct().Order().ToList()
         from one in upns
         from other in upns
         where one.CompareTo(other) < 0
         select (one, other)).Distinct();

    private static HashSet<DateOnly> MissedDays(PupilYear year)
    {
        var reach = SchoolWeeks.FirstMonday(year.Calendar, year.History, year.Night);
        return [.. year.Days.Where(day => day.Date >= reach && day.IsAll(mark => mark.Code.IsAbsent)).Select(day => day.Date)];
    }

    // The sibling is not named, because the row is erased together with the data of the other pupil only.
    private static Pattern PatternOf(Pupil sibling, List<DateOnly> together)
    {
        var group = sibling.Class.Length > 0 ? sibling.Class : $"year {sibling.YearGroup}";
        var days = PatternDescription.Dates(together);
        return new(PatternKind.SiblingsTogether, $"{together.Count} whole days absent together with the sibling in {group}: {days}.");
    }
}
