using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Writes the documents that a night leaves for a school: letters and the worklist.</summary>
public sealed class NightDocuments(TrustSettings settings, CaseEventTable events, LetterWriter letters, Worklist worklist)
{
    /// <summary>Writes the letters, and then the worklist, which names them.</summary>
    /// <returns>The letters that were written.</returns>
    public async Task<LettersOfNight> WriteAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, PlannedMessages messages,
        IReadOnlyList<IntakeEntry> files, CancellationToken cancellationToken)
    {
        var orders = await OrdersAsync(trust, school, night, onRoll, cancellationToken);
        var written = await letters.WriteAsync(school, night, orders, cancellationToken);
        var texts = await settings.ReadMessagesAsync(cancellationToken);
        // A duty to tell a social worker today comes before a home visit; both come before all other rows.
        var rows = new CaseRows(school, night, written).Of(onRoll)
            .Concat(AbsenceRows.Of(school, night, onRoll))
            .Concat(new MessageRows(trust, school, night, texts).Of(onRoll, messages.Ledger))
            .Concat(ContactRows.Of(school, onRoll, messages.Unusable));
        await worklist.WriteAsync(school, night, onRoll, files, rows, [.. FurtherSheets.Of(school, night, onRoll)], cancellationToken);
        return written;
    }

    /// <summary>The letters that a night calls for: those of tonight's cases, and at the end of a term each family's.</summary>
    private async Task<IReadOnlyList<LetterOrder>> OrdersAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> pupils, CancellationToken cancellationToken)
    {
        var orders = new List<LetterOrder>();
        var isEndOfTerm = IsEndOfTerm(school, night);
        foreach (var pupil in pupils)
        {
            var calls = pupil.CaseNews.Where(happened => happened.Letters.Count > 0 && Holds(happened, pupil.Case)).ToList();
            var log = calls.Any(NeedsHistory) ? await events.ReadAsync(school.Id, pupil.Pupil.Upn, cancellationToken) : pupil.Case.Latest;
            var facts = new LetterFacts(trust.Name, school, pupil.Pupil, night, pupil.Record.Marks, pupil.Case.Step, log);
            var called = from happened in calls
                         let about = facts.About(happened)
                         from kind in happened.Letters
                         select new LetterOrder(kind, about);
            orders.AddRange(called.GroupBy(order => order.Kind, (_, ofKind) => ofKind.Last()));
            if (isEndOfTerm && pupil.Status is not AttendanceStatus.NoData)
            {
                orders.Add(new(TermlyFor(pupil), facts));
            }
        }

        return orders;
    }

    /// <summary>Whether a letter speaks of what was before tonight: a stage that was left, or the log of a referral.</summary>
    private static bool NeedsHistory(CaseEvent happened) =>
        happened.To < happened.From || happened.Letters.Contains(LetterKind.ReferralSummary);

    /// <summary>A night that caught up may have passed through stages that it left again; of those no letter speaks.</summary>
    private static bool Holds(CaseEvent happened, Case current) =>
        happened.Kind is not (CaseEventKind.Entered or CaseEventKind.Improved) || happened.To == current.Stage;

    // A term has two half terms.
    private static bool IsEndOfTerm(School school, DateOnly night) =>
        school.Policy.WritesTermly && school.Calendar.IsLastOfHalfTerm(night)
        && school.Calendar.TryFindHalfTerm(night, out var halfTerm) && halfTerm.Number % 2 == 0;

    /// <summary>The adapted letter for a long illness, a part-time timetable or a medical plan (D4), otherwise the usual one.</summary>
    private static LetterKind TermlyFor(PupilNight pupil) =>
        pupil.Pupil.Circumstance.Length > 0 ? LetterKind.AdaptedTermlyLetter : LetterKind.TermlyLetter;
}
