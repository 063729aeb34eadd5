namespace AttendanceFunctions.Domain.Policies;

/// <summary>A word for attendance above the ladder, and the rates that it is used for.</summary>
/// <param name="From">The lowest rate.</param>
/// <param name="Includes">Whether it is used for exactly that rate: "at or above" and not "above".</param>
/// <param name="Text">The word: "Excellent".</param>
public sealed record Descriptor(Percentage From, bool Includes, string Text)
{
    public bool Covers(Rate rate) => Includes ? !rate.IsBelow(From) : !rate.IsAtOrBelow(From);
}

/// <summary>The tier above the ladder: the provision for every pupil.</summary>
/// <param name="Descriptors">Its words for attendance, the highest first; the last one is used for the rest of the tier.</param>
public sealed record TopTier(
    string Name, IReadOnlyList<Descriptor> Descriptors, IReadOnlyList<PolicyAction> Actions, IReadOnlyList<string> Roles);

/// <summary>The days on which parents may get a nudge (domain 0.9).</summary>
/// <param name="FirstWeekOfHalfTerm">The first five school days of each half term.</param>
/// <param name="DayAfterWorsening">The school day after a pupil's stage became worse.</param>
public sealed record NudgeDays(bool FirstWeekOfHalfTerm, bool DayAfterWorsening);

/// <summary>A graduated attendance strategy as data: what one of the trust's documents says, as the case engine needs it.</summary>
/// <param name="Id">Its id in settings: letters, digits and hyphens.</param>
/// <param name="Name">The document's title.</param>
/// <param name="Source">The document, and how it was interpreted.</param>
/// <param name="Target">The attendance that the trust aims at.</param>
/// <param name="Ladder">How pupils move along the stages.</param>
/// <param name="Stages">The stages, from the first one of concern down.</param>
/// <param name="AskAgainAfterDays">Calendar days after which a step that a person declined may be proposed again.</param>
/// <param name="Cohorts">Groups that are compared with the target.</param>
/// <param name="Celebration">Whom a school celebrates.</param>
/// <param name="YearEnd">What happens to cases when the school year ends.</param>
/// <param name="WritesTermly">Whether parents get a letter at the end of each term.</param>
/// <param name="LocalForms">Forms that local authorities want in place of letters.</param>
/// <param name="FullYear">How the time lost over a full school year is counted.</param>
/// <param name="NudgeDays">When parents may get a nudge.</param>
/// <param name="Messages">Messages to parents in addition to those of the stages, each kind at most once.</param>
/// <param name="HoldOutPercent">The share, 0 to 50 per cent, whose nudges of concern are not sent, to see whether they help.</param>
public sealed record Policy(
    string Id, string Name, string Source, Percentage Target, TopTier Top, Ladder Ladder, IReadOnlyList<Stage> Stages,
    int AskAgainAfterDays,
    IReadOnlyList<Trigger> Triggers, IReadOnlyList<Cohort> Cohorts, Celebration Celebration, YearEndRules YearEnd, bool WritesTermly,
    IReadOnlyList<LocalForm> LocalForms, FullYear FullYear, NudgeDays NudgeDays, IReadOnlyList<PolicyMessage> Messages, int HoldOutPercent)
{
    /// <summary>What it says of leave of absence in term time.</summary>
    public LeavePolicy Leave { get; init; } = LeavePolicy.None;

    /// <summary>Kinds of entries that people write into a case's log, in addition to those that every policy has.</summary>
    public IReadOnlyList<string> EntryKinds { get; init; } = [];

    /// <summary>
    /// Whether every family gets a letter at the end of each half term that ends no term for which there is a letter (D4).
    /// </summary>
    public bool WritesHalfTermly { get; init; }

    /// <summary>The number of the first formal stage; one more than the last where there is none.</summary>
    public int FirstFormalStage => Stages.FirstOrDefault(stage => stage.NeedsPerson)?.Number ?? Stages.Count + 1;

    /// <summary>The band of an exact rate: the furthest stage that covers it; above the ladder where the process decides.</summary>
    public Band BandOf(Rate rate) => BandAt(Ladder.StageOf(rate), rate);

    /// <summary>The band of a pupil who is at a stage with a rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public Band BandAt(int stage, Rate rate) => stage == 0
        ? new(0, Top.Name, DescriptorAbove(rate), Nudges: false, NeedsPerson: false)
        : new(stage, StageAt(stage).Name, StageAt(stage).Descriptor, StageAt(stage).Nudges, StageAt(stage).NeedsPerson);

    /// <summary>Whether parents get a nudge at the stage with this number; false where there is no such stage.</summary>
    public bool NudgesAt(int? stage) => Stages.Any(step => step.Number == stage && step.Nudges);

    /// <summary>The policy's name for the stage with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public string NameOf(int stage) => stage == 0 ? Top.Name : StageAt(stage).Name;

    /// <summary>The policy's name for a stage; "Stage 4" where the ladder, which may have changed since, has no such stage.</summary>
    public string NameOrNumberOf(int stage) =>
        stage <= Stages.Count ? NameOf(stage) : string.Create(CultureInfo.InvariantCulture, $"Stage {stage}");

    /// <summary>The stage with this number, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ladder has no such stage.</exception>
    public Stage StageAt(int number) =>
        FindStage(number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, $"The policy {Id} has no such stage.");

    /// <summary>The stage with this number; null for 0, and where the ladder, which may have changed since, has no such stage.</summary>
    public Stage? FindStage(int number) => number >= 1 && number <= Stages.Count ? Stages[number - 1] : null;

    /// <summary>Whether the stage is a formal one, which a person confirmed; false for 0.</summary>
    public bool IsFormal(int stage) => stage > 0 && StageAt(stage).NeedsPerson;

    /// <summary>The status of a pupil with these sessions.</summary>
    /// <param name="tally">The pupil's sessions in the year to date.</param>
    /// <param name="minimumPossible">Fewer possible sessions are too early to judge by; 20 unless the trust chose otherwise.</param>
    public AttendanceStatus StatusOf(Tally tally, int minimumPossible)
    {
        if (!Rate.TryOf(tally, out var rate))
        {
            return new AttendanceStatus.NoData(tally);
        }

        var band = BandOf(rate);
        return tally.Possible < minimumPossible
            ? new AttendanceStatus.TooEarly(tally, rate, band)
            : new AttendanceStatus.Measured(tally, rate, band);
    }

    /// <summary>
    /// The status of a pupil whose case is at a stage. Where the process and not the rate decides the stage, the band is that of this stage
    /// (domain 0.4, millbrook).
    /// </summary>
    /// <param name="step">The stage of the pupil's case; 0 above the ladder.</param>
    public AttendanceStatus StatusOf(Tally tally, int minimumPossible, int step) => (StatusOf(tally, minimumPossible), Ladder) switch
    {
        (AttendanceStatus.Measured measured, Ladder.ByProcess) => measured with { Band = BandAt(step, measured.Rate) },
        var (status, _) => status,
    };

    private string DescriptorAbove(Rate rate) =>
        Top.Descriptors.FirstOrDefault(descriptor => descriptor.Covers(rate))?.Text
        ?? (Top.Descriptors.Count > 0 ? Top.Descriptors[^1].Text : "");
}

/// <summary>Whom a school celebrates.</summary>
/// <param name="Individuals">Whether single pupils are named; a trust may think that this puts children under pressure (D4).</param>
/// <param name="Classes">Whether classes are compared each week.</param>
/// <param name="LeavesOutCircumstances">Whether pupils with a circumstance on file are left out of their class's figures (D4).</param>
public sealed record Celebration(bool Individuals, bool Classes, bool LeavesOutCircumstances);

/// <summary>What happens to a case when the school year ends.</summary>
/// <param name="KeepsFormalSteps">Whether a formal step continues until its review; informal stages always restart.</param>
/// <param name="FocusFamilies">Whether a pupil who ended the year at a stage is a focus family in the new one (D4).</param>
public sealed record YearEndRules(bool KeepsFormalSteps, bool FocusFamilies);

/// <summary>A form that a local authority requires in place of one of the letters (D0: "Bucks schools must use the Bucks forms").</summary>
public sealed record LocalForm(string LocalAuthority, LetterKind Letter, string Form);
