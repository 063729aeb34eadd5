using System.Globalization;
using System.Text;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Local.Years;

/// <summary>Writes the outcomes of the simulated year under each policy as the tables of docs/cases.md.</summary>
internal static class OutcomeTable
{
    private static readonly (string Name, CaseEventKind Kind)[] Outcomes =
    [
        ("proposed", CaseEventKind.Proposed), ("confirmed", CaseEventKind.Confirmed), ("declined", CaseEventKind.Declined),
        ("extended", CaseEventKind.Extended),
        ("closed", CaseEventKind.Closed), ("withdrawn", CaseEventKind.Withdrawn),
        ("corrected after a decision", CaseEventKind.Corrected),
        ("paused", CaseEventKind.Paused), ("triggers", CaseEventKind.Triggered), ("duties due", CaseEventKind.Due),
        ("duties done", CaseEventKind.Done), ("steps of penalty matters", CaseEventKind.Penalty),
        ("actions ticked off", CaseEventKind.Ticked), ("stages left with something undone", CaseEventKind.Ended),
    ];

    /// <param name="years">The pupils' years, under one policy after the other.</param>
    /// <param name="letters">The letters that the nights of each of these years wrote, by kind.</param>
    public static string Write(
        IReadOnlyList<IReadOnlyList<CaseYear>> years, IReadOnlyList<IReadOnlyDictionary<LetterKind, int>> letters)
    {
        var text = new StringBuilder("Pupils on roll at each stage at the end of each half term:\n");
        foreach (var year in years)
        {
            Stages(text.Append('\n'), year);
        }

        text.Append("\nWhat happened in the year:\n\n");
        Row(text, ["", .. years.Select(IdOf)]);
        Row(text, ["---", .. years.Select(_ => "---:")]);
        foreach (var (name, kind) in Outcomes)
        {
            Row(text, [name, .. years.Select(year => Number(year.Sum(result => result.History.Count(item => item.Kind == kind))))]);
        }

        text.Append("\nLetters that were written:\n\n");
        Row(text, ["", .. years.Select(IdOf)]);
        Row(text, ["---", .. years.Select(_ => "---:")]);
        foreach (var letter in Enum.GetValues<LetterKind>().Where(letter => letters.Any(written => written.ContainsKey(letter))))
        {
            Row(text, [$"`{letter.NameOf()}`", .. letters.Select(written => Number(written.GetValueOrDefault(letter)))]);
        }

        return text.ToString();
    }

    private static void Stages(StringBuilder text, IReadOnlyList<CaseYear> year)
    {
        var policy = year[0].Policy;
        var stages = Enumerable.Range(0, policy.Stages.Count + 1).ToList();
        Row(text, [$"`{policy.Id}`", .. stages.Select(policy.NameOf)]);
        Row(text, ["---", .. stages.Select(_ => "---:")]);
        foreach (var halfTerm in year.SelectMany(result => result.Stages.Keys).Distinct().Order())
        {
            Row(
                text,
                [$"half term {Number(halfTerm)}", .. stages.Select(
                    stage => Number(year.Count(result => result.Stages.TryGetValue(halfTerm, out var at) && at == stage)))]);
        }
    }

    private static string IdOf(IReadOnlyList<CaseYear> year) => $"`{year[0].Policy.Id}`";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
