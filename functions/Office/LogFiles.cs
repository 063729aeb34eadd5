using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// The log of a child, or of a school for a term, as a file with a row for each thing that was done, which people take into the school's
/// safeguarding record by hand (docs/cases.md names the columns).
/// </summary>
public sealed class LogFiles(
    ChildPages children, ChildKeys keys, PupilTable pupils, CaseEventTable events, FamilyContacts stored, AccessLog access,
    TimeProvider time)
{
    /// <summary>The category of every row: safeguarding records file what they take in under one.</summary>
    private const string Category = "Attendance";

    private const string Csv = "text/csv; charset=utf-8";

    private static readonly string[] Columns =
    [
        "UPN", "Surname", "Forename", "YearGroup", "Class", "Date", "Time", "Category", "Type", "Text", "Present", "Outcome", "Author",
        "WrittenOn", "ForReferral",
    ];

    public static SchoolPage OfChild { get; } = new("A child's log as a file", StaffRight.SeeChildren);

    public static SchoolPage OfSchool { get; } = new("The school's log as a file", StaffRight.SeeChildren);

    /// <summary>The whole log of the child whom the route's key names.</summary>
    public async Task<IResult> ShowChildAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var school = visit.School.Id;
        if (await keys.FindAsync(school, visit.ChildKey, cancellationToken) is not { } upn
            || await pupils.FindAsync(school, upn, cancellationToken) is not { } pupil)
        {
            return await children.ShowAsync(visit, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school, OfChild.Name, AccessOutcome.Seen, upn, cancellationToken);
        var today = London.DateAt(time.GetUtcNow());
        var contacts = (await stored.FindAsync(school, today, upn, cancellationToken))?.Row.Value.Contacts ?? [];
        var rows = RowsOf(pupil, await events.ReadAsync(school, upn, cancellationToken), contacts, _ => true);
        return new OfficeFile($"log-{TableKeys.Of(today)}.csv", Csv, CsvSheet.Make(Columns, rows, forPeople: true));
    }

    /// <summary>What was done at the school in a term: the one that the request names, or the present one.</summary>
    public async Task<IResult> ShowSchoolAsync(SchoolVisit visit, CancellationToken cancellationToken)
    {
        var (school, today) = (visit.School, London.DateAt(time.GetUtcNow()));
        await access.WriteAsync(visit.Person, school.Id, OfSchool.Name, AccessOutcome.Seen, upn: null, cancellationToken);
        var named = visit.Request.Query[OfficePaths.TermQuery].ToString();
        var term = school.Calendar.HalfTerms.Select(SchoolTerm.Of).FirstOrDefault(term => term.Id == named)
            ?? SchoolTerm.Of(school.Calendar, today);
        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        var history = await events.ReadAllAsync(school.Id, cancellationToken);
        var cases = await stored.ReadAsync(school.Id, today, cancellationToken);
        var rows = from pupil in roster.Values
                   orderby pupil.YearGroup, pupil.Class, pupil.Surname, pupil.Upn
                   from row in RowsOf(
                       pupil, [.. history[pupil.Upn]], cases.GetValueOrDefault(pupil.Upn)?.Contacts ?? [],
                       day => SchoolTerm.Of(school.Calendar, day) == term)
                   select row;
        return new OfficeFile($"log-{term?.Id ?? TableKeys.Of(today)}.csv", Csv, CsvSheet.Make(Columns, rows, forPeople: true));
    }

    /// <summary>The rows of a pupil, in the order of the days on which things happened.</summary>
    private static IEnumerable<IEnumerable<Cell>> RowsOf(
        Pupil pupil, IReadOnlyList<CaseEvent> history, IReadOnlyList<FamilyContact> contacts, Func<DateOnly, bool> counts)
    {
        var happened = from entry in history
                       where entry.Kind is not (CaseEventKind.Proposed or CaseEventKind.PenaltyProposed or CaseEventKind.Due)
                       let said = entry.Entry
                       select (
                           On: said?.On ?? entry.On, said?.At, Type: said?.Kind ?? TypeOf(entry.Kind),
                           Text: said is null ? Join(entry.What, entry.Note) : Corrected(said), Present: said?.Present ?? "",
                           Outcome: said?.Outcome ?? "", By: entry.By?.InWords() ?? "The policy", WrittenOn: entry.On,
                           ForReferral: said?.ForReferral ?? false);
        var reached = from contact in contacts
                      select (
                          contact.On, At: (TimeOnly?)null, Type: contact.How == ContactMethod.Visited ? "Visit" : "Contact",
                          Text: Join("The family was reached.", contact.Note), Present: "", Outcome: "", By: contact.By.InWords(),
                          WrittenOn: contact.On, ForReferral: false);
        return from row in happened.Concat(reached)
               where counts(row.On)
               orderby row.On, row.At
               select (IEnumerable<Cell>)
               [
                   pupil.Upn.ToString(), pupil.Surname, pupil.Forename, pupil.YearGroup, pupil.Class,
                   Cell.Text(row.On.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
                   Cell.Text(row.At is { } at ? English.Time(at) : ""), Category, row.Type, row.Text, row.Present,
                   row.Outcome, row.By, Cell.Text(row.WrittenOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
                   Cell.YesOrNo(row.ForReferral),
               ];
    }

    private static string Join(string what, string note) => note.Length > 0 ? $"{what} Note: {note}" : what;

    private static string Corrected(LogEntry entry) => entry.Corrects is null ? entry.Text : $"Correction: {entry.Text}";

    private static string TypeOf(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Ticked or CaseEventKind.Done => "Action",
        CaseEventKind.Penalty => "Penalty matter",
        _ => "Step",
    };
}
