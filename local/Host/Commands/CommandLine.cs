using System.CommandLine;
using System.Globalization;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The commands of the local host and their exit codes.</summary>
/// <param name="app">The app to run.</param>
/// <param name="makeTrust">Creates the sample trust of the demo.</param>
/// <param name="view">Writes progress and results to standard output.</param>
/// <param name="errors">Receives error messages.</param>
public sealed class CommandLine(IHostedApp app, MakeDemoTrust makeTrust, INightView view, TextWriter errors)
{
    /// <summary>Success: every incoming file was applied, and the last night was good.</summary>
    public const int Done = 0;

    /// <summary>Failure: standard error says what failed.</summary>
    public const int Failed = 1;

    /// <summary>The nights were run, and the last one is good with gaps: what was missing or could not be used is said.</summary>
    public const int GoodWithGaps = 3;

    /// <summary>The nights were run, and the last one is not good: a school has no roster or no registers.</summary>
    public const int NotGood = 4;

    /// <summary>The command was stopped by Ctrl+C or a termination signal.</summary>
    public const int Stopped = 130;

    /// <summary>What the person writes who is asked questions.</summary>
    public TextReader Answers { get; init; } = Console.In;

    /// <summary>The clock of commands that ask which day it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    // Shutting down stops Azurite and the providers, each of which may take several seconds.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command line and returns when its command has ended.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var data = new DataCommands(view, errors, RunAsync);
        var root = new RootCommand("Runs the attendance pipeline without Azure.")
        {
            CreateDemo(),
            CreateNew(),
            CreateCheck(),
            CreateNight(),
            CreateServe(),
            CreateRequeue(),
            data.Subject(),
            data.Retention(),
        };
        return root.Parse(arguments).InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = ShutdownTimeout, Error = errors }, cancellationToken);
    }

    private Command CreateDemo()
    {
        var schools = new Option<int>("--schools") { Description = "The number of schools.", DefaultValueFactory = _ => 12 };
        var pupils = new Option<int>("--pupils")
        {
            Description = "The number of pupils in all schools together.",
            DefaultValueFactory = _ => 4000,
        };
        var nights = new Option<int>("--nights")
        {
            Description = "The number of nights to run, each after a school day.",
            DefaultValueFactory = _ => 5,
        };
        var stay = new Option<bool>("--stay")
        {
            Description = "After the last night, on its next morning: show the office in a browser until Ctrl+C.",
        };
        var port = Port();
        var output = Output("out/demo");
        schools.Validators.Add(given => Within(given, schools, 1, 200));
        pupils.Validators.Add(given => Within(given, pupils, 1, 100_000));
        nights.Validators.Add(given => Within(given, nights, 1, 190));
        var command = new Command("demo", "Creates a sample trust and runs its most recent school nights.")
        {
            schools, pupils, nights, output, stay, port
        };
        command.SetAction((given, cancellation) => RunAsync(
            new DemoCommand(app, makeTrust, view, errors).RunAsync(
                given.GetValue(schools), given.GetValue(pupils), given.GetValue(nights), given.GetRequiredValue(output),
                given.GetValue(stay) ? given.GetValue(port) : null, cancellation)));
        return command;
    }

    private Command CreateNew()
    {
        var data = Data("The new folder.");
        var command = new Command("new", "Asks a few questions and writes a trust's folder to begin with.") { data };
        command.SetAction((given, cancellation) => RunAsync(
            new NewCommand(view, Answers, Clock).RunAsync(given.GetRequiredValue(data), cancellation)));
        return command;
    }

    private Command CreateCheck()
    {
        var data = Data("The folder that contains settings, rosters and registers.");
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The school day whose night is asked (yyyy-MM-dd); the last one of the terms so far if it is left out.",
        };
        var command = new Command("check", "Says everything that a night would say of your own files, without a night.") { data, date };
        command.SetAction((given, cancellation) => RunAsync(
            new CheckCommand(view, Clock).RunAsync(given.GetRequiredValue(data), given.GetValue(date), cancellation)));
        return command;
    }

    private static Option<string> Data(string description) => new("--data") { Description = description, Required = true };

    private Command CreateNight()
    {
        var data = Data("The folder that contains settings, rosters, registers and decisions.");
        var date = new Option<DateOnly>("--date")
        {
            Description = "The school day whose night is run (yyyy-MM-dd).",
            Required = true,
        };
        var from = new Option<DateOnly?>("--from")
        {
            Description = "An earlier school day, to run every school night from this date to --date.",
        };
        var output = Output("out");
        var storage = Storage();
        var command = new Command("night", "Runs one or more nights on your own files.") { data, date, from, output, storage };
        command.SetAction((given, cancellation) => RunAsync(
            new NightCommand(app, view, errors).RunAsync(
                new NightRequest(
                    given.GetRequiredValue(data),
                    given.GetValue(from) ?? given.GetValue(date),
                    given.GetValue(date),
                    given.GetRequiredValue(output),
                    given.GetRequiredValue(storage)),
                cancellation)));
        return command;
    }

    private Command CreateServe()
    {
        var (output, storage, port) = (Output("out"), Storage(), Port());
        var command = new Command("serve", "Runs timers and queues in real time, and shows the office in a browser, until Ctrl+C.")
        {
            output, storage, port
        };
        command.SetAction((given, cancellation) => RunAsync(new ServeCommand(app, view).RunAsync(
            given.GetRequiredValue(output), given.GetRequiredValue(storage), given.GetValue(port), cancellation)));
        return command;
    }

    private Command CreateRequeue()
    {
        var account = new AccountOptions();
        var queue = Text("--queue", "Only work that failed on this queue.");
        var key = Text("--key", "Only the failed work with this key.");
        var all = new Option<bool>("--all") { Description = "All failed work." };
        var command = new Command("requeue", "Puts work that failed permanently back on its queue, after its cause was fixed.")
        {
            account.Storage, account.Account, queue, key, all
        };
        command.SetAction((given, cancellation) => RunAsync(
            new RequeueCommand(view, errors).RunAsync(
                new RequeueRequest(account.In(given), given.GetRequiredValue(queue), given.GetRequiredValue(key), given.GetValue(all)),
                cancellation)));
        return command;
    }

    private static Option<string> Output(string defaultFolder) => new("--out")
    {
        Description = "The folder for results and the outbox (the messages that would have been sent).",
        DefaultValueFactory = _ => defaultFolder,
    };

    private static Option<int> Port()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port of this machine at which the office is shown; 0 for one that is free.",
            DefaultValueFactory = _ => 7080,
        };
        port.Validators.Add(given => Within(given, port, 0, 65_535));
        return port;
    }

    private static Option<string> Storage() =>
        Text("--storage", "The connection string of a storage account; by default, the command starts its own Azurite.");

    private static Option<string> Text(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => "" };

    internal static void Within(System.CommandLine.Parsing.OptionResult given, Option<int> option, int minimum, int maximum)
    {
        // The parser itself reports a value that is not a number.
        if (given.Tokens is [{ Value: var text }]
            && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && (number < minimum || number > maximum))
        {
            given.AddError($"{option.Name} must be from {minimum} to {maximum}.");
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
        catch (Exception fault) when (fault is UserErrorException or AzuriteUnavailableException or IOException)
        {
            await errors.WriteLineAsync(fault.Message);
            return Failed;
        }
    }
}
