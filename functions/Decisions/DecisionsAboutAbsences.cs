using AttendanceFunctions.Domain.Absences;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Records on a pupil's case that somebody reached the family about an absence (D2 §5). It takes effect at once: the next tick of the
/// morning and the next night read it.
/// </summary>
public sealed class DecisionsAboutAbsences(CaseTable cases, FamilyContacts contacts)
{
    /// <summary>Maximum look-back, in days: an absence that began earlier is over.</summary>
    private const int LongestAgo = 366;

    /// <summary>Records one contact.</summary>
    /// <param name="today">The day or night on which the decision is read.</param>
    /// <param name="contactOn">The last day for which the contact counts: absence up to and including that day is explained.</param>
    /// <returns>Why it cannot be recorded; null if it was.</returns>
    public async Task<string?> RecordAsync(
        School school, DateOnly today, DateOnly contactOn, WorklistDecision decision, CancellationToken cancellationToken)
    {
        if (!ContactMethods.All.TryGetValue(decision.Word.Trim(), out var how))
        {
            return $"{English.Quote(decision.Word)} cannot be decided about an absence: write {English.OneOf(ContactMethods.ForVisit)}.";
        }

        if (!Upn.TryParse(decision.Upn, out var upn) || !IsOfAbsence(school.Id, upn, contactOn, decision.Key))
        {
            return "The key belongs to no absence of this pupil; copy the row from the worklist again.";
        }

        var found = await contacts.FindAsync(school.Id, today, upn, cancellationToken);
        var (year, before) = (found?.Year ?? AcademicYear.Of(today), found?.Row);
        var current = before?.Value ?? new Case(upn, school.Policy.Id);
        if (current.Contacts.Any(contact => contact.Key == decision.Key && contact.How == how && contact.By.Name == decision.By.Name))
        {
            // The same file was uploaded again with further rows.
            return null;
        }

        var after = current with { Contacts = [.. current.Contacts, new(decision.Key, contactOn, how, decision.By, decision.Note)] };
        return await cases.TryWriteAsync(school.Id, year, before, after, cancellationToken) ? null : DecisionsAboutCases.CaseIsBusy;
    }

    /// <summary>Whether a key belongs to an absence of the pupil that began in the last year; the key is made from the first day.</summary>
    private static bool IsOfAbsence(SchoolId school, Upn upn, DateOnly contactOn, string key) =>
        Enumerable.Range(0, LongestAgo).Any(ago => new UnexplainedAbsence([contactOn.AddDays(-ago)]).KeyFor(school, upn) == key);
}
