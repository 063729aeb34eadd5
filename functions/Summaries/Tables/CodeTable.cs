using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The codes that registers used. One that says why a pupil was away is a fact about health, religion or the law, and hides a handful of pupils.</summary>
internal static class CodeTable
{
    /// <summary>Codes that say nothing of a reason: present, late, and no reason known yet.</summary>
    private static readonly string[] WithoutReason = ["/", "\\", "L", "U", "N"];

    public static SummaryTable Of(SummarySubject subject) => new(
        "codes", "Codes", "Codes used",
        $"{subject.Sessions} The share is of possible sessions; codes that count on neither side have none. A reason that fewer than {Headcount.SmallestGroup} pupils had is not shown.",
        [
            new("code", "Code", 8), new("meaning", "Meaning", 48), new("counts_as", "Counts as", 22), new("sessions", "Sessions", 12), new("percent", "Share", 10),
            new("in_words", "In words", 44),
        ],
        subject.ShowsRates ? Rows(subject.Counted.Codes, subject.Everyone.Tally.Possible) : [],
        subject.WhyNoRates);

    private static IReadOnlyList<SummaryRow> Rows(IReadOnlyList<CodeCount> codes, int possible)
    {
        // How many sessions each class comes to in all is known from other tables: together with the shown ones it may not give a hidden one away.
        var showing = codes.Where(count => !WithoutReason.Contains(count.Code)).GroupBy(ClassOf)
            .SelectMany(reasons => reasons.Zip(SmallGroups.Of([.. reasons.Select(count => count.Pupils)])))
            .ToDictionary(pair => pair.First.Code, pair => pair.Second, StringComparer.Ordinal);
        return [.. codes.Select(count => Row(count, possible, showing.GetValueOrDefault(count.Code, Showing.Shown)))];
    }

    private static CodeClass ClassOf(CodeCount count) => NationalCodes.TryFind(count.Code, out var code) ? code.Class : CodeClass.NotPossible;

    private static SummaryRow Row(CodeCount count, int possible, Showing showing)
    {
        if (!NationalCodes.TryFind(count.Code, out var code))
        {
            return new([count.Code, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, "No code that is known today"]);
        }

        Cell[] what = [count.Code, code.Meaning, CountsAs(code)];
        return showing == Showing.Shown
            ? new([.. what, count.Sessions, code.IsPossible ? RateComparison.Share(count.Sessions, possible) : Cell.Empty, code.IsPossible ? "of possible sessions" : Cell.Empty])
            : new([.. what, Cell.Empty, Cell.Empty, SmallGroups.Why(showing)]);
    }

    private static string CountsAs(AttendanceCode code) => code.Class switch
    {
        CodeClass.Present => "Attended",
        CodeClass.Approved => "Attended elsewhere",
        CodeClass.Authorised => "Authorised absence",
        CodeClass.Unauthorised => "Unauthorised absence",
        _ => "Not counted",
    };
}
