namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>A code whose sessions are not published.</summary>
public sealed record HiddenCode(string Code, Showing Why);

/// <summary>
/// Chooses which codes are named without their sessions. A reason that fewer than five pupils had is hidden, and with it further codes of
/// the same sum, so that subtraction does not tell it.
/// </summary>
internal static class CodesToHide
{
    /// <summary>A hidden figure that can be larger or smaller by two has three possible values.</summary>
    private const int Enough = SafeGroups.EnoughSteps;

    /// <summary>Codes that state no reason.</summary>
    private static readonly string[] WithoutReason = ["/", "\\", "L", "U", "N"];

    /// <summary>Codes whose sessions other tables state, so that hiding them here would protect nothing.</summary>
    private static readonly string[] ToldElsewhere = ["L", "U", "N"];

    /// <summary>The codes to hide in the year to a night.</summary>
    /// <param name="before">The school's figures of the night before in the same school year; null if there is none.</param>
    public static IReadOnlyList<HiddenCode> Of(PeriodFigures year, IEnumerable<PupilNight> pupils, PeriodFigures? before)
    {
        var hiddenBefore = before?.HiddenCodes.Select(code => code.Code).ToHashSet(StringComparer.Ordinal) ?? [];
        var old = hiddenBefore.Count == 0
            ? []
            : CodeCount.Of(pupils, before!.Period).ToDictionary(code => code.Code, code => code.Sessions, StringComparer.Ordinal);
        return HiddenIn(year.Codes, sum =>
        {
            // A code may be shown again once it cannot be told how many of the new sessions of its sum are its own.
            var again = sum.Where(code => hiddenBefore.Contains(code.Code)).ToList();
            return again.Sum(code => code.Sessions - old.GetValueOrDefault(code.Code)) >= Enough
                ? new HashSet<string>(StringComparer.Ordinal)
                : again.Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
        });
    }

    /// <summary>The codes to hide in another period of the same night.</summary>
    public static IReadOnlyList<HiddenCode> Of(PeriodFigures pack, IReadOnlyList<HiddenCode> inYear)
    {
        var hidden = inYear.Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
        return HiddenIn(pack.Codes, _ => hidden);
    }

    /// <summary>
    /// Whether sessions of authorised and unauthorised absence may be told apart: not if the only reason of unauthorised absence is hidden.
    /// </summary>
    public static bool TellsUnauthorised(IEnumerable<CodeCount> codes, IReadOnlyList<HiddenCode> hidden) => !hidden.Any(IsUnauthorised)
        || IsSafe([.. codes.Where(code => SumOf(code) == Sum.Unauthorised && hidden.Any(other => other.Code == code.Code))]);

    private static IReadOnlyList<HiddenCode> HiddenIn(
        IReadOnlyList<CodeCount> codes, Func<IReadOnlyList<CodeCount>, IReadOnlySet<string>> stayHidden)
    {
        var sums = codes.Where(code => !ToldElsewhere.Contains(code.Code)).ToLookup(SumOf);
        var unauthorised = Of([.. sums[Sum.Unauthorised]], stayHidden);
        var isSafe = unauthorised.Count == 0 || IsSafe(unauthorised);
        List<CodeCount> authorised = isSafe
            ? Of([.. sums[Sum.Authorised]], stayHidden)
            : Of([.. sums[Sum.Authorised], .. sums[Sum.Unauthorised]], stayHidden);
        return
        [
            .. Of([.. sums[Sum.Attended]], stayHidden).Concat(isSafe ? unauthorised : []).Concat(authorised)
                .Concat(sums[Sum.Untold].Where(IsSmall))
                .Select(code => new HiddenCode(code.Code, IsSmall(code) ? Showing.TooFew : Showing.GivesAway)),
        ];
    }

    /// <summary>The codes of one sum to hide.</summary>
    private static List<CodeCount> Of(IReadOnlyList<CodeCount> codes, Func<IReadOnlyList<CodeCount>, IReadOnlySet<string>> stayHidden)
    {
        var stay = stayHidden(codes);
        var hidden = codes.Where(code => IsSmall(code) || stay.Contains(code.Code)).ToList();
        var others = new Queue<CodeCount>(codes.Except(hidden).OrderBy(code => code.Sessions));
        while (hidden.Count > 0 && !IsSafe(hidden) && others.TryDequeue(out var next))
        {
            hidden.Add(next);
        }

        return hidden;
    }

    // At least one session of a small code is known, and at least five of another.
    private static bool IsSafe(List<CodeCount> hidden) => hidden.Count > 1
        && hidden.Sum(code => code.Sessions - (IsSmall(code) ? 1 : Math.Min(code.Sessions, Headcount.SmallestGroup))) >= Enough;

    private static bool IsSmall(CodeCount code) => code.Pupils < Headcount.SmallestGroup && !WithoutReason.Contains(code.Code);

    private static bool IsUnauthorised(HiddenCode hidden) =>
        NationalCodes.TryFind(hidden.Code, out var code) && code.Class == CodeClass.Unauthorised;

    private static Sum SumOf(CodeCount count) => !NationalCodes.TryFind(count.Code, out var code) ? Sum.Untold : code.Class switch
    {
        CodeClass.Present or CodeClass.Approved => Sum.Attended,
        CodeClass.Authorised => Sum.Authorised,
        CodeClass.Unauthorised => Sum.Unauthorised,
        _ => Sum.Untold,
    };

    /// <summary>The sums of codes that tables state.</summary>
    private enum Sum
    {
        Attended,
        Authorised,
        Unauthorised,
        Untold,
    }
}
