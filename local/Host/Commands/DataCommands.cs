using System.CommandLine;
using AttendanceFunctions.Functions.Subjects;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The commands for data protection, <c>subject</c> and <c>retention</c>, with their options.</summary>
/// <param name="view">Shows progress and results.</param>
/// <param name="errors">Receives error messages.</param>
/// <param name="run">Awaits a command, reports its errors and returns its exit code.</param>
internal sealed class DataCommands(INightView view, TextWriter errors, Func<Task<int>, Task<int>> run)
{
    public Command Subject() => new("subject", "Exports or erases the data that is held about one pupil.") { Export(), Erase() };

    public Command Retention()
    {
        var (account, yes) = (new AccountOptions(), Yes());
        var before = new Option<DateOnly?>("--before") { Description = "Delete register entries from before this date (yyyy-MM-dd)." };
        var years = new Option<int>("--years")
        {
            Description = "Instead of --before: the number of years for which register entries are kept.",
            DefaultValueFactory = _ => RetentionPeriods.RegisterYears
        };
        years.Validators.Add(given => CommandLine.Within(given, years, 1, 100));
        var command = new Command("retention", "Deletes rows whose retention period has ended. Run it once a year.")
        {
            account.Storage, account.Account, before, years, yes
        };
        command.SetAction((given, cancellation) => run(new RetentionCommand(view).RunAsync(
            account.In(given), given.GetValue(before), given.GetValue(years), given.GetValue(yes), cancellation)));
        return command;
    }

    private Command Export()
    {
        var (account, school, upn) = (new AccountOptions(), School(), Upn());
        var output = new Option<string>("--out") { Description = "A new folder for the exported files.", Required = true };
        var command = new Command("export", "Writes all data that is held about a pupil into one folder.")
        {
            account.Storage, account.Account, school, upn, output
        };
        command.SetAction((given, cancellation) => run(new SubjectCommand(view, errors).ExportAsync(
            account.In(given), given.GetRequiredValue(school), given.GetRequiredValue(upn), given.GetRequiredValue(output), cancellation)));
        return command;
    }

    private Command Erase()
    {
        var (account, school, upn, yes) = (new AccountOptions(), School(), Upn(), Yes());
        var stillOnRoll = new Option<bool>("--still-on-roll")
        {
            Description = "Erase although the pupil is still on roll. The next roster imports the pupil's data again."
        };
        var command = new Command("erase", "Erases the data that is held about a pupil, except records that the school must keep by law.")
        {
            account.Storage, account.Account, school, upn, stillOnRoll, yes
        };
        command.SetAction((given, cancellation) => run(new SubjectCommand(view, errors).EraseAsync(
            account.In(given), given.GetRequiredValue(school), given.GetRequiredValue(upn), given.GetValue(stillOnRoll),
            given.GetValue(yes), cancellation)));
        return command;
    }

    private static Option<string> School() => new("--school") { Description = "The school's id.", Required = true };

    private static Option<string> Upn() => new("--upn") { Description = "The unique pupil number.", Required = true };

    private static Option<bool> Yes() =>
        new("--yes") { Description = "Make the changes. Without this option, the command only lists what it would change." };
}
