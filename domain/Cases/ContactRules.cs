namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Finds pupils of whom the roster has fewer people who can be reached than the policy asks for, or a number that cannot be used (D2
/// section 6: both parents and at least a third person). It is asked once a term, of each pupil on a school day of its own, so that no
/// night asks of a whole school.
/// </summary>
internal static class ContactRules
{
    /// <summary>School days of a term over which the pupils are spread.</summary>
    private const int Days = 45;

    /// <summary>Spreads successive UPNs over the days: it has no common divisor with their number.</summary>
    private const int Spread = 7;

    /// <summary>Digits of the shortest telephone number with its area code.</summary>
    private const int FewestDigits = 10;

    /// <summary>Raises the duty on the pupil's day, keeps what it says up to date, and withdraws it when nothing is missing.</summary>
    /// <param name="last">The last night this year on which it was raised; null if never.</param>
    public static void Apply(CaseProgress progress, CaseDay day, Trigger trigger, ContactsAsked asked, DateOnly? last)
    {
        var missing = Missing(day.Night, asked);
        var open = progress.Current.Duties
            .FirstOrDefault(duty => duty.Source == DutySource.Trigger && duty.What == trigger.Duty.What);
        if (open is null)
        {
            if (missing.Length > 0 && last != day.Date && IsAsked(day))
            {
                progress.Update(current => current with { RaisedTriggers = Raised(current, day.Date) });
                progress.AddDuty(
                    day, DutySource.Trigger, trigger.Duty.What, progress.DueOn(day.Date, trigger.Duty.WithinSchoolDays), missing);
            }
        }
        else if (missing.Length > 0)
        {
            progress.Update(current => current with
            {
                Duties = [.. current.Duties.Select(duty => duty == open ? duty with { Why = missing } : duty)],
            });
        }
        else if (progress.Current.PendingDecisions.All(decision => decision.Key != open.Key))
        {
            progress.Withdraw(day, open, "the roster has as many people who can be reached as the policy asks for.");
        }
    }

    /// <summary>What is missing, in sentences; empty if nothing is.</summary>
    private static string Missing(CaseNight night, ContactsAsked asked)
    {
        var contacts = night.Pupil.Contacts;
        var reached = contacts.Where(contact => IsReached(contact, night.Unusable)).ToList();
        var parents = reached.Count(contact => contact.HasParentalResponsibility);
        return string.Join(" ", Sentences());

        IEnumerable<string> Sentences()
        {
            if (parents < asked.Parents || reached.Count < asked.People)
            {
                yield return $"The policy asks for {InWords(asked.Parents, asked.People)}; "
                    + (reached.Count == 0 ? "nobody can be reached." : $"{InWords(parents, reached.Count)} can be reached.");
            }

            foreach (var contact in contacts)
            {
                if (Address.AllOf(contact).Where(night.Unusable.Contains).Select(address => address.Channel).ToList() is { Count: > 0 } bad)
                {
                    var what = bad.Count > 1 ? "mobile number and email address"
                        : bad[0] == Channel.Text ? "mobile number" : "email address";
                    yield return $"The {what} of {NameOf(contact)} cannot be used.";
                }
                else if (!IsReached(contact, night.Unusable))
                {
                    yield return $"{English.Capital(NameOf(contact))} has no number and no address that can be used.";
                }
            }
        }
    }

    private static string InWords(int parents, int people) =>
        $"{English.Count(parents, "parent")} and {English.Count(people, "person", "people")} in all";

    /// <summary>By the place on the roster and the relationship: the history keeps no name that it does not need.</summary>
    private static string NameOf(Contact contact) =>
        string.Create(CultureInfo.InvariantCulture, $"contact {contact.Slot}")
        + (contact.Relationship.Length > 0 ? $" ({contact.Relationship})" : "");

    /// <summary>Whether somebody can be reached: by text, by email, or by calling a number that gets no texts.</summary>
    private static bool IsReached(Contact contact, IReadOnlySet<Address> unusable) =>
        Address.Of(contact, unusable) is not null
        || (!MobileNumber.TryParse(contact.Mobile, out _) && contact.Mobile.Count(char.IsAsciiDigit) >= FewestDigits);

    /// <summary>Whether it is the pupil's school day of the term.</summary>
    private static bool IsAsked(CaseDay day)
    {
        var calendar = day.Night.Calendar;
        var term = SchoolTerm.Of(calendar, day.Date);
        var turn = day.Night.Pupil.Upn.ToString().Aggregate(0, (sum, letter) => (Spread * sum + letter) % Days);
        return calendar.SchoolDaysBackFrom(day.Date).TakeWhile(date => SchoolTerm.Of(calendar, date) == term).Count() == turn + 1;
    }

    private static IReadOnlyList<RaisedTrigger> Raised(Case current, DateOnly on) =>
        [.. current.RaisedTriggers.Where(raised => raised.Fact != TriggerFact.Contacts), new(TriggerFact.Contacts, on)];
}
