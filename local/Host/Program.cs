using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;
using Spectre.Console;

INightView view = Console.IsOutputRedirected ? new LineView(Console.Out, TimeProvider.System) : new LiveView(AnsiConsole.Console);
var commands = new CommandLine(new AttendanceApp(), SampleDemo.Make, view, Console.Error);
return await commands.RunAsync(args, CancellationToken.None);
