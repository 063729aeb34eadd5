using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>A word for attendance above the ladder, and the rate above which it is used.</summary>
/// <param name="Above">The rate must be above this (exactly this is not).</param>
/// <param name="Text">The word: "Excellent".</param>
public sealed record Descriptor(Percentage Above, string Text);

/// <summary>The tier above the ladder.</summary>
/// <param name="Name">The policy's name for it.</param>
/// <param name="Descriptors">Its words, the highest first; the last one serves the whole rest of the tier.</param>
public sealed record TopTier(string Name, IReadOnlyList<Descriptor> Descriptors);

/// <summary>The days on which parents may get a nudge (domain 0.9).</summary>
/// <param name="FirstWeekOfHalfTerm">The first five school days of each half term.</param>
/// <param name="DayAfterWorsening">The school day after a pupil's stage became worse.</param>
public sealed record NudgeDays(bool FirstWeekOfHalfTerm, bool DayAfterWorsening);

/// <summary>A graduated attendance strategy as data: what one of the trust's documents says, in a form that one engine can work with.</summary>
/// <param name="Id">Its id in settings: letters, digits and hyphens.</param>
/// <param name="Name">The document's title.</param>
/// <param name="Source">The document, and what was read into it.</param>
/// <param name="Target">The attendance that the trust aims at.</param>
/// <param name="Top">The tier above the ladder.</param>
/// <param name="Stages">The ladder, from the first stage of concern down; each edge is below the one before.</param>
/// <param name="FullYear">The convention for telling time lost.</param>
/// <param name="NudgeDays">When parents may get a nudge.</param>
public sealed record Policy(
    string Id, string Name, string Source, Percentage Target, TopTier Top, IReadOnlyList<Stage> Stages, FullYear FullYear,
    NudgeDays NudgeDays)
{
    /// <summary>The band of an exact rate: the furthest stage whose edge covers it.</summary>
    public Band BandOf(Rate rate) =>
        Stages.LastOrDefault(stage => stage.Edge.Covers(rate)) is { } stage
            ? new(stage.Number, stage.Name, stage.Descriptor, stage.Nudges, stage.NeedsPerson)
            : new(0, Top.Name, DescriptorAbove(rate), Nudges: false, NeedsPerson: false);

    /// <summary>Whether parents get a nudge at the stage with this number; never where there is no stage.</summary>
    public bool NudgesAt(int stage) => Stages.Any(step => step.Number == stage && step.Nudges);

    /// <summary>The policy's name for the stage with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public string NameOf(int stage) => stage switch
    {
        0 => Top.Name,
        _ => Stages.FirstOrDefault(step => step.Number == stage)?.Name
            ?? throw new ArgumentOutOfRangeException(nameof(stage), stage, $"The policy {Id} has no such stage."),
    };

    private string DescriptorAbove(Rate rate) =>
        Top.Descriptors.FirstOrDefault(descriptor => !rate.IsAtOrBelow(descriptor.Above))?.Text
        ?? (Top.Descriptors.Count > 0 ? Top.Descriptors[^1].Text : "");
}
