using System.CommandLine;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The verbs of data protection, and what they take.</summary>
/// <param name="view">What a person sees.</param>
/// <param name="errors">Where faults are told.</param>
/// <param name="run">Runs a verb to its exit code, telling its faults.</param>
internal sealed class DataVerbs(INightView view, TextWriter errors, Func<Task<int>, Task<int>> run)
{
    public Command Subject() => new("subject", "What is held about a pupil: a copy of it, or to have it erased.") { Export(), Erase() };

    public Command Retention()
    {
        var (account, yes) = (new AccountOptions(), Yes());
        var before = new Option<DateOnly?>("--before") { Description = "Register entries from before this day go." };
        var years = new Option<int>("--years")
        {
            Description = "In place of it, for how many years they are kept.",
            DefaultValueFactory = _ => RetentionPeriods.RegisterYears
        };
        years.Validators.Add(given => CommandLine.Within(given, years, 1, 100));
        var verb = new Command("retention", "Deletes rows that are past their period; to be run once a year.")
        {
            account.Storage, account.Account, before, years, yes
        };
        verb.SetAction((given, cancellation) => run(new RetentionCommand(view).RunAsync(
            account.In(given), given.GetValue(before), given.GetValue(years), given.GetValue(yes), cancellation)));
        return verb;
    }

    private Command Export()
    {
        var (account, school, upn) = (new AccountOptions(), School(), Upn());
        var output = new Option<string>("--out") { Description = "A new folder for the bundle.", Required = true };
        var verb = new Command("export", "Everything that is held about a pupil, in one folder.")
        {
            account.Storage, account.Account, school, upn, output
        };
        verb.SetAction((given, cancellation) => run(new SubjectCommand(view, errors).ExportAsync(
            account.In(given), given.GetRequiredValue(school), given.GetRequiredValue(upn), given.GetRequiredValue(output), cancellation)));
        return verb;
    }

    private Command Erase()
    {
        var (account, school, upn, yes) = (new AccountOptions(), School(), Upn(), Yes());
        var stillOnRoll = new Option<bool>("--still-on-roll")
        {
            Description = "Go on although the pupil is on roll, and the next roster brings everything back."
        };
        var verb = new Command("erase", "Erases what is held about a pupil, but for what the law has the school keep.")
        {
            account.Storage, account.Account, school, upn, stillOnRoll, yes
        };
        verb.SetAction((given, cancellation) => run(new SubjectCommand(view, errors).EraseAsync(
            account.In(given), given.GetRequiredValue(school), given.GetRequiredValue(upn), given.GetValue(stillOnRoll),
            given.GetValue(yes), cancellation)));
        return verb;
    }

    private static Option<string> School() => new("--school") { Description = "The school's id.", Required = true };

    private static Option<string> Upn() => new("--upn") { Description = "The unique pupil number.", Required = true };

    private static Option<bool> Yes() =>
        new("--yes") { Description = "Do it; without this nothing is changed, and it is said what would be done." };
}
