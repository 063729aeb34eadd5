using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>A span that a pack may be compared with, before anybody has looked whether rows of it exist.</summary>
/// <param name="Name">For files: "before" or "year_before".</param>
/// <param name="Heading">For people.</param>
/// <param name="Period">The span; its last day is the night whose rows hold it.</param>
public sealed record EarlierNight(string Name, string Heading, FigurePeriod Period)
{
    /// <summary>The comparison, where a night's figures hold that very span; nothing where they were worked out before figures were kept.</summary>
    public IEnumerable<EarlierPeriod> In(SchoolFigures figures) => figures.Spans.Where(of => of.Period == Period && of.Everyone.Pupils > 0).Select(of => new EarlierPeriod(Name, Heading, of));
}

/// <summary>Which earlier spans a pack is compared with.</summary>
public static class EarlierPeriods
{
    /// <summary>The week, half term or term before, and the same half term or term of the year before, as far as the settings know their days; none for a year.</summary>
    public static IReadOnlyList<EarlierNight> Of(TrustCalendar calendar, FigurePeriod span)
    {
        var name = PeriodDescription.NameOf(span.Kind);
        return
        [
            .. calendar.TryFindBefore(span, out var before) ? [new EarlierNight("before", $"The {name} before", before)] : Array.Empty<EarlierNight>(),
            .. calendar.TryFindYearBefore(span, out var year) ? [new EarlierNight("year_before", $"The same {name} last year", year)] : Array.Empty<EarlierNight>(),
        ];
    }
}
