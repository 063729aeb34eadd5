using System.CommandLine;
using System.Globalization;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The verbs of the local host, and what they answer to the shell.</summary>
/// <param name="app">The app that is hosted.</param>
/// <param name="makeTrust">Makes the trust of the demo.</param>
/// <param name="view">What a person sees on standard output.</param>
/// <param name="errors">Where faults are told.</param>
public sealed class CommandLine(IHostedApp app, MakeDemoTrust makeTrust, INightView view, TextWriter errors)
{
    /// <summary>Everything that came in was applied, or rejected or held with a reason.</summary>
    public const int Done = 0;

    /// <summary>Something failed; it was said on standard error.</summary>
    public const int Failed = 1;

    /// <summary>Ctrl+C or a request to end.</summary>
    public const int Stopped = 130;

    // Ending the session stops Azurite and the providers, each of which may take some seconds.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line to its end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var data = new DataVerbs(view, errors, RunAsync);
        var root = new RootCommand("Runs the attendance pipeline without Azure.")
        {
            DemoVerb(),
            NightVerb(),
            HostVerb(),
RequeueVerb(),
            data.Subject(),
            data.Retention(),
        };
        return root.Parse(arguments).InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = EndLimit, Error = errors }, cancellationToken);
    }

    private Command DemoVerb()
    {
        var schools = new Option<int>("--schools") { Description = "How many schools.", DefaultValueFactory = _ => 12 };
        var pupils = new Option<int>("--pupils") { Description = "How many pupils in all of them.", DefaultValueFactory = _ => 4000 };
        var nights = new Option<int>("--nights") { Description = "How many of the last school nights.", DefaultValueFactory = _ => 5 };
        var output = Output("out/demo");
        schools.Validators.Add(given => Within(given, schools, 1, 200));
        pupils.Validators.Add(given => Within(given, pupils, 1, 100_000));
        nights.Validators.Add(given => Within(given, nights, 1, 190));
        var verb = new Command("demo", "Makes a sample trust and runs its last school nights.") { schools, pupils, nights, output };
        verb.SetAction((given, cancellation) => RunAsync(
            new DemoCommand(app, makeTrust, view, errors).RunAsync(
                given.GetValue(schools), given.GetValue(pupils), given.GetValue(nights), given.GetRequiredValue(output), cancellation)));
        return verb;
    }

    private Command NightVerb()
    {
        var data = new Option<string>("--data")
        {
            Description = "The folder with settings, rosters, registers and decisions.",
            Required = true,
        };
        var date = new Option<DateOnly>("--date") { Description = "The school day whose night is run.", Required = true };
        var from = new Option<DateOnly?>("--from") { Description = "Run every school night from this date on." };
        var output = Output("out");
        var storage = Storage();
        var verb = new Command("night", "Runs nights of one's own files.") { data, date, from, output, storage };
        verb.SetAction((given, cancellation) => RunAsync(
            new NightCommand(app, view, errors).RunAsync(
                new NightRequest(
                    given.GetRequiredValue(data),
                    given.GetValue(from) ?? given.GetValue(date),
                    given.GetValue(date),
                    given.GetRequiredValue(output),
                    given.GetRequiredValue(storage)),
                cancellation)));
        return verb;
    }

    private Command HostVerb()
    {
        var output = Output("out");
        var storage = Storage();
        var verb = new Command("host", "Runs timers and queues live until Ctrl+C.") { output, storage };
        verb.SetAction((given, cancellation) => RunAsync(
            new HostCommand(app, view).RunAsync(given.GetRequiredValue(output), given.GetRequiredValue(storage), cancellation)));
        return verb;
    }

    private Command RequeueVerb()
    {
        var account = new AccountOptions();
        var queue = Text("--queue", "Only what failed on this queue.");
        var key = Text("--key", "Only the row of this key.");
        var all = new Option<bool>("--all") { Description = "Everything that failed." };
        var verb = new Command("requeue", "Puts work that failed for good, and was mended, back on its queue.")
        {
            account.Storage, account.Account, queue, key, all
        };
        verb.SetAction((given, cancellation) => RunAsync(
            new RequeueCommand(view, errors).RunAsync(
                new RequeueRequest(account.In(given), given.GetRequiredValue(queue), given.GetRequiredValue(key), given.GetValue(all)),
                cancellation)));
        return verb;
    }

    private static Option<string> Output(string otherwise) => new("--out")
    {
        Description = "The folder for results and the outbox.",
        DefaultValueFactory = _ => otherwise,
    };

    private static Option<string> Storage() =>
        Text("--storage", "A storage account's connection string, instead of an Azurite of the command's own.");

    private static Option<string> Text(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => "" };

    internal static void Within(System.CommandLine.Parsing.OptionResult given, Option<int> option, int least, int most)
    {
        // What is no number at all is said by the parser itself.
        if (given.Tokens is [{ Value: var text }]
            && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && (number < least || number > most))
        {
            given.AddError($"{option.Name} must be from {least} to {most}.");
        }
    }

    private async Task<int> RunAsync(Task<int> command)
    {
        try
        {
            return await command;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped.");
            return Stopped;
        }
        catch (Exception fault) when (fault is MendableException or AzuriteUnavailableException or IOException)
        {
            await errors.WriteLineAsync(fault.Message);
            return Failed;
        }
    }
}
