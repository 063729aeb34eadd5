using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>
/// Says how the figures of a page are counted, beside those of <em>Monitor your school attendance</em> (Department for Education, user
/// guide, "How we calculate your results") and England's published ones, so that whoever holds two of them knows why they differ.
/// </summary>
internal static class ReconciliationTable
{
    public static SummaryTable Of(SummarySubject subject, IReadOnlyList<PhaseFigures> phases)
    {
        var until = English.Day(subject.Period.To);
        return new(
            "like-the-dfe", "Beside the DfE", "How these figures stand beside those of the Department for Education",
            $"Three counts of attendance and why they differ: this page to {until}, the department's service Monitor your school "
                + "attendance, and its published figures for England.",
            [
                new("question", "What is counted", 26), new("here", "On this page", 60),
                new("monitor", "Monitor your school attendance", 60),
                new("england", "Published for England", 60),
            ],
            [
                Row(
                    "Whom a rate counts", $"Everybody who was on roll: {Counted(subject)}",
                    "Everybody who was on roll; of leavers the sessions to and with the leaving date",
                    "Everybody who was on roll at the schools that send their data"),
                Row(
                    "Ages", $"All ages; only beside England 5 to 15 on 31 August before the school year: {OfAge(subject, phases)}",
                    "All pupils whom the school's own system sends", "5 to 15 on 31 August before the school year"),
                Row(
                    "From when, up to when",
                    $"From each pupil's admission, at the earliest {English.Day(YearOf(subject).FirstDay)}, to {until}",
                    "From each pupil's admission to the newest session that the school's system has sent, twice a day",
                    phases.Select(phase => phase.England).FirstOrDefault(figures => figures is not null) is { } england
                        ? English.Days(england.First, england.Last) : "Nothing is published of these days"),
                Row("Attended", Codes(CodeClass.Present, CodeClass.Approved), SameCodes, SameCodes),
                Row("Absent with leave", Codes(CodeClass.Authorised), SameCodes, SameCodes),
                Row("Absent without leave", $"{Codes(CodeClass.Unauthorised)}; N until it has its reason", SameCodes, SameCodes),
                Row(
                    "On neither side of the rate", $"{Codes(CodeClass.NotPossible)}; sessions without a mark",
                    $"{SameCodes}; sessions without a mark", $"{SameCodes}; sessions without a mark"),
                Row(
                    "Persistently absent",
                    $"Pupils on roll who missed 10% or more of their possible sessions to {until}. {TooEarly(subject)}",
                    "Missed 10% or more of the pupil's own possible sessions; from the first session on, and leavers count",
                    "Missed 10% or more of the pupil's own possible sessions"),
                Row(
                    "Rounding", "One decimal, half up; a difference is that of the two printed figures",
                    "As that service prints it", "As published; compared with one decimal"),
            ],
            subject.WhyNoRates);
    }

    private const string SameCodes = "The same codes";

    private static SummaryRow Row(string question, string here, string monitor, string england) => new([question, here, monitor, england]);

    private static string Counted(SummarySubject subject) =>
        $"{English.Count(subject.Headcount.Pupils, "pupil")} on roll on {English.Day(subject.Period.To)}"
            + (subject.Everyone.Left == 0 ? "; nobody has left"
                : $", and {English.Number(subject.Everyone.Left)} who left, to and with the leaving date");

    private static string OfAge(SummarySubject subject, IReadOnlyList<PhaseFigures> phases) =>
        $"{English.Number(phases.Sum(phase => phase.Beside.Pupils.Pupils))} of the pupils on roll on {English.Day(subject.Period.To)}";

    private static string TooEarly(SummarySubject subject) => subject.Headcount.TooEarly == 0
        ? "It can be said of all of them"
        : $"It is too early to say of {English.Count(subject.Headcount.TooEarly, "pupil")}";

    private static AcademicYear YearOf(SummarySubject subject) => AcademicYear.Of(subject.Period.To);

    private static string Codes(params CodeClass[] classes) => string.Join(' ', NationalCodes.All
        .Where(code => classes.Contains(code.Class) && code.LastDay is null).Select(code => code.Text));
}
