using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The sheet of messages to parents in the school year so far: a row for each school and kind, and last the trust's.</summary>
public static class NudgeSheet
{
    private static readonly NudgeOutcome[] Fates = Enum.GetValues<NudgeOutcome>();

    /// <summary>What may have left: each of these was in the provider's hands, as far as is known.</summary>
    private static readonly NudgeOutcome[] Left = [NudgeOutcome.Accepted, NudgeOutcome.Delivered, NudgeOutcome.Undeliverable, NudgeOutcome.Unknown];

    // The columns of fates count rows, one for each pupil and contact; "messages" counts what left: siblings share one.
    private static readonly string[] Columns =
        ["school", "name", "kind", .. Fates.Select(fate => fate.NameOf().Replace('-', '_')), "messages"];

    public static Task<BinaryData> MakeAsync(Trust trust, IReadOnlyCollection<SchoolNight> done, CancellationToken cancellationToken) => CsvSheet.MakeAsync(
        Columns,
        [
            .. done.OrderBy(row => row.School).SelectMany(row => Rows(row.School.ToString(), trust.TryFind(row.School, out var school) ? school.Name : "", row.Nudges)),
            .. Rows(Trust.Itself, trust.Name, done.Select(row => row.Nudges).Aggregate(NudgeCounts.None, (sum, next) => sum.And(next))),
        ],
        forPeople: false,
        cancellationToken);

    private static IEnumerable<IEnumerable<Cell>> Rows(string id, string name, NudgeCounts counts) =>
        from kind in MessageKinds.ByName.OrderBy(kind => kind.Value)
        let ofKind = counts.OfKind(kind.Value)
        select new Cell[] { id, name, kind.Key }
            .Concat(Fates.Select(fate => Cell.Number(ofKind.Rows(fate))))
            .Append(ofKind.Messages(Left));
}
