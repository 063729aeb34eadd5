using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>Reads a policy from its JSON form, the same for the built-in packs and for a trust's own files (docs/policies.md).</summary>
public static class PolicyReader
{
    /// <summary>The greatest share of pupils that a hold-out may have, in per cent: with more, fewer families would be helped than not.</summary>
    private const int MostHeldOut = 50;

    private static readonly Dictionary<string, DayCount> DayCounts = new(StringComparer.Ordinal)
    {
        ["wholeDays"] = DayCount.WholeDays,
        ["exactDays"] = DayCount.ExactDays,
    };

    public static Checked<Policy> Read(string json) => SettingsSection.Read(json, ReadPolicy);

    private static Policy ReadPolicy(SettingsSection section)
    {
        var ladder = section.Section("ladder", LadderReader.Read, LadderReader.Unstated);
        var celebration = section.Section("celebration", ReadCelebration, new(Individuals: true, Classes: true, LeavesOutCircumstances: false));
        var steps = StageReader.ReadAll(section, ladder.Moves);
        return new(
            ReadId(section),
            section.Text("name"),
            section.Text("source", fallback: ""),
            section.Percentage("target"),
            section.Section("top", TopTierReader.Read),
            ladder.Over([.. steps.Select(step => step.Edge)]),
            [.. steps.Select(step => step.Stage)],
            ladder.AskAgainAfterDays,
            TriggerReader.ReadAll(section),
            CohortReader.ReadAll(section),
            celebration,
            section.Section("september", ReadSeptember, new(KeepsFormalSteps: true, FocusFamilies: false)),
            section.Flag("writesTermly", fallback: false),
            ReadLocalForms(section),
            ReadFullYear(section),
            section.Section("nudgeDays", ReadNudgeDays, new(FirstWeekOfHalfTerm: true, DayAfterWorsening: true)),
            PolicyMessageReader.ReadAll(section, celebration),
            section.WholeNumber("holdOutPercent", 0, MostHeldOut, fallback: 0));
    }

    private static string ReadId(SettingsSection section)
    {
        var id = section.Text("id");
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            section.AddFault("id", $"must be small letters, digits and hyphens only, not \"{id}\".");
        }

        return id;
    }

    private static Celebration ReadCelebration(SettingsSection section) => new(
        section.Flag("individuals", fallback: true), section.Flag("classes", fallback: true), section.Flag("leavesOutCircumstances", fallback: false));

    private static YearEndRules ReadSeptember(SettingsSection section) =>
        new(section.Flag("keepsFormalSteps", fallback: true), section.Flag("focusFamilies", fallback: false));

    private static FullYear ReadFullYear(SettingsSection section) => new(
        section.WholeNumber("schoolDays", 1, 366, fallback: 190),
        section.Number("learningHoursPerDay", 0.5m, 12, fallback: 5),
        section.Choice<DayCount>("timeLost", DayCounts, fallback: DayCount.WholeDays));

    private static NudgeDays ReadNudgeDays(SettingsSection section) =>
        new(section.Flag("firstWeekOfHalfTerm", fallback: true), section.Flag("dayAfterWorsening", fallback: true));

    private static IReadOnlyList<LocalForm> ReadLocalForms(SettingsSection section)
    {
        var seen = new HashSet<(string, LetterKind)>();
        return section.SectionsIfAny("localForms", form =>
        {
            var read = new LocalForm(form.Text("localAuthority"), form.Choice<LetterKind>("letter", LetterKinds.ByName, fallback: null), form.Text("form"));
            if (form.IsSound() && !seen.Add((read.LocalAuthority, read.Letter)))
            {
                form.AddFault("letter", $"{read.LocalAuthority} has a form in place of \"{read.Letter.NameOf()}\" already; give one for each letter.");
            }

            return read;
        });
    }
}
