using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Functions.Documents;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>The page of a bundle that a parent can read: what is held, in words, and what is not.</summary>
internal static class SubjectPage
{
    /// <param name="record">What was found.</param>
    /// <param name="history">The same as what it means.</param>
    /// <param name="letters">The letters of the bundle: what each is called, and where it lies.</param>
    /// <param name="on">The day.</param>
    public static string Of(SubjectRecord record, SubjectHistory history, IReadOnlyList<(string Title, string Path)> letters, DateOnly on)
    {
        var page = new HtmlText("What we hold about a pupil's attendance")
            .Paragraph($"School {record.Subject.School}, unique pupil number {record.Subject.Upn}. Made on {ReasonText.Day(on)}. The same in full, row by row, is in data.json beside this page.");
        AddPupil(page, history.Pupils);
        page.Heading("Attendance");
        foreach (var (year, year_) in history.Years)
        {
            AddYear(page, year, year_);
        }

        AddCase(page, history);
        page.Heading("Letters");
        _ = letters.Count == 0 ? page.Paragraph("No letters are held.") : page.Paragraph("Letters that were made for people to read, sign and send. Whether one was sent is in the pupil's file at school.").List(letters);
        AddMessages(page, history);
        AddFiles(page, record);
        return AddRest(page, record).ToString();
    }

    private static void AddPupil(HtmlText page, IReadOnlyList<Pupil> pupils)
    {
        page.Heading("The pupil");
        foreach (var pupil in pupils)
        {
            var facts = pupil.Characteristics;
            page.Table("As the school's newest roster states it", ["What", "Value"],
            [
                ["Forename", pupil.Forename], ["Preferred name", pupil.PreferredName], ["Surname", pupil.Surname], ["Year group", pupil.YearGroup], ["Class", pupil.Class],
                ["Date of birth", pupil.DateOfBirth], ["On roll from", Day(pupil.OnRoll.Admission)], ["On roll until", Day(pupil.OnRoll.Leaving)],
                ["Special educational needs", facts.Sen switch { Sen.Plan => "plan", Sen.Support => "support", _ => "none" }],
                ["Pupil premium", YesOrNo(facts.PupilPremium)], ["Free school meals", YesOrNo(facts.FreeSchoolMeals)], ["Looked after", YesOrNo(facts.LookedAfter)],
                ["Social worker", YesOrNo(facts.SocialWorker)], ["Circumstance on file", pupil.Circumstance], ["Language", pupil.Language], ["Messages turned off", YesOrNo(pupil.NudgesOff)],
            ]);
            page.Table("Contacts", ["Number", "Name", "Relationship", "Parental responsibility", "Mobile", "Email"],
                [.. pupil.Contacts.Select(contact => (IReadOnlyList<string>)[Number(contact.Slot), contact.Name, contact.Relationship, YesOrNo(contact.HasParentalResponsibility), contact.Mobile, contact.Email])]);
        }

        _ = pupils.Count == 0 ? page.Paragraph("The school's newest roster does not have this pupil; no name and no contact is held but in what follows.") : page;
    }

    private static void AddYear(HtmlText page, AcademicYear year, AttendanceRecord record)
    {
        if (record.Night != DateOnly.MinValue)
        {
            var tally = record.Tally;
            page.Table($"What the night of {ReasonText.Day(record.Night)} read off the marks of {year}", ["What", "Value"],
            [
                ["Possible sessions", Number(tally.Possible)], ["Attended", Number(tally.Attended)], ["Absence that was authorised", Number(tally.Authorised)],
                ["Absence that was not", Number(tally.Unauthorised)], ["Late", Number(tally.LateBeforeClose + tally.LateAfterClose)],
                ["Stage", record.Stage == AttendanceRecord.NoStage ? "none" : Number(record.Stage)],
                ["Persistent absence", YesOrNo(record.IsPersistentAbsence)], ["Severe absence", YesOrNo(record.IsSevereAbsence)],
            ]);
        }

        var days = record.Marks.Stated(year.FirstDay, year.LastDay).GroupBy(stated => stated.Session.Date);
        page.Table($"Every mark of the school year {year}", ["Day", "Morning", "Afternoon"],
            [.. days.Select(day => (IReadOnlyList<string>)[ReasonText.Day(day.Key), Mark(record.Marks.At(new(day.Key, HalfDay.AM))), Mark(record.Marks.At(new(day.Key, HalfDay.PM)))])]);
    }

    private static void AddCase(HtmlText page, SubjectHistory history)
    {
        page.Heading("The graduated response");
        page.Table("Where the case stands", ["School year", "Policy", "Stage", "Since", "Waits for a decision"],
            [
                .. history.Cases.Select(year => (IReadOnlyList<string>)
                [
                    year.Year.ToString(), year.Case.PolicyId, Number(year.Case.Stage),
                    year.Case.Step is { } step ? ReasonText.Day(step.On) : "not stated", year.Case.Proposal?.Why ?? "no",
                ]),
            ]);
        page.Table("What happened, and who decided", ["Day", "What", "What was known", "Who", "Note"],
            [.. history.Events.Select(happened => (IReadOnlyList<string>)[ReasonText.Day(happened.On), happened.What, happened.Known, happened.By, happened.Note])]);
    }

    private static void AddMessages(HtmlText page, SubjectHistory history)
    {
        page.Heading("Messages");
        page.Paragraph("What was planned, and what became of it. The words of a message are made when it leaves, from the figures of that moment, and are not kept; nor is the number or address that it went to, only which contact of the roster.");
        page.Table("Messages", ["Planned on", "Kind", "How", "Contact", "What became of it", "When", "Released by"],
            [.. history.Messages.Select(nudge => (IReadOnlyList<string>)
            [
                ReasonText.Day(nudge.PlannedOn), nudge.Kind.NameOf().Replace('-', ' '), nudge.Channel switch { Channel.Text => "text", Channel.Email => "email", _ => "not at all" },
                nudge.ContactSlot == 0 ? "" : Number(nudge.ContactSlot), LedgerDescription.Of(nudge),
                nudge.MovedAt == DateTimeOffset.MinValue ? "" : ReasonText.Day(London.DateAt(nudge.MovedAt)), nudge.ReleasedBy,
            ])]);
    }

    private static void AddFiles(HtmlText page, SubjectRecord record)
    {
        page.Heading("Files").Paragraph("Rows about this pupil in files that schools sent and that were made for staff. Rows about other children are left out.");
        // A name without a UPN beside it may be a namesake's, who is another child.
        var shown = record.Files.Where(file => file.Rows.Count > 0 && file.Form == HeldForm.Rows && SubjectBundle.IsSurelyOf(record, file));
        foreach (var alike in shown.GroupBy(file => (file.Container, Columns: string.Join('\n', file.Columns))))
        {
            page.Table(
                $"{alike.Key.Container}: {DataInventory.Of(alike.Key.Container).Why}", ["File", .. alike.First().Columns],
                [.. alike.SelectMany(file => file.Rows.Select(row => (IReadOnlyList<string>)[file.Name, .. row]))]);
        }
    }

    private static HtmlText AddRest(HtmlText page, SubjectRecord record)
    {
        page.Heading("What is not here");
        page.Paragraph("Sums of schools and of the trust, which name nobody. Log files, which hold no names, numbers or marks. What the services that carry texts and emails keep. What people printed, saved or wrote down, and the school's own records.");
        foreach (var holding in DataInventory.OfTables.Concat(DataInventory.OfContainers).Where(holding => !holding.IsAboutPupils))
        {
            page.Paragraph($"{holding.Name}: {holding.Why}");
        }

        return record.OtherSchools.Count == 0 ? page : page.Paragraph($"The same number stands at the schools {string.Join(", ", record.OtherSchools)} of the trust as well, which have a bundle of their own.");
    }

    private static string Mark(Mark mark) => mark.IsMissing ? "no mark" : $"{mark}: {NationalCodes.OfLetter(mark.Letter).Meaning}";

    private static string Day(DateOnly date) => date == DateOnly.MinValue || date == DateOnly.MaxValue ? "not stated" : ReasonText.Day(date);

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
