using System.CommandLine;
using System.Globalization;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Tests.Campaign.Offices;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>The <c>crowd</c> command: many people in the office at the same time, while nights run.</summary>
internal static class CrowdCommand
{
    public static Command Make()
    {
        var seed = new Option<int>("--seed") { Description = "The seed of the random choices.", DefaultValueFactory = _ => 20250902 };
        var schools = new Option<int>("--schools") { Description = "The number of schools.", DefaultValueFactory = _ => 50 };
        var pupils = new Option<int>("--pupils") { Description = "The number of pupils in all schools.", DefaultValueFactory = _ => 5000 };
        var people = new Option<int>("--people")
        {
            Description = "The number of people, four of a school.",
            DefaultValueFactory = _ => 200,
        };
        var minutes = new Option<int>("--minutes") { Description = "For how long they work.", DefaultValueFactory = _ => 5 };
        var think = new Option<int>("--think")
        {
            Description = "The mean time for which somebody reads a page, in seconds.",
            DefaultValueFactory = _ => 10,
        };
        var output = new Option<string>("--out") { Description = "The folder for the log.", DefaultValueFactory = _ => "out/crowd" };
        var command = new Command("crowd", "Lets many people work in the office while nights run.")
        {
            seed, schools, pupils, people, minutes, think, output,
        };
        command.SetAction((given, cancellation) => RunAsync(
            new(
                given.GetValue(seed), given.GetValue(schools), given.GetValue(pupils), given.GetValue(people),
                TimeSpan.FromMinutes(given.GetValue(minutes)), TimeSpan.FromSeconds(given.GetValue(think))),
            Directory.CreateDirectory(given.GetRequiredValue(output)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CrowdOptions options, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var progress = new ConsoleLines();
        await using var azurite = await AzuriteServer.StartAsync(progress, cancellationToken);
        var outcome = await Crowd.RunAsync(options, azurite.TakeSpareAccount(), folder, progress, cancellationToken);
        await Console.Out.WriteLineAsync(Describe(options, outcome));
        return outcome.Errors > 0 || outcome.Office.Findings.Count > 0 ? 1 : 0;
    }

    private static string Describe(CrowdOptions options, CrowdOutcome outcome)
    {
        var lines = outcome.Times.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => string.Create(
            CultureInfo.InvariantCulture,
            $"{page.Key,-29} {page.Value.Count,7} {Percentile(page.Value, 50),7:0} {Percentile(page.Value, 95),7:0} "
            + $"{Percentile(page.Value, 99),7:0} {page.Value[^1],7:0}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {options.People} people of {options.Schools} schools for {options.Time.TotalMinutes:0} minutes
            nights meanwhile {outcome.Nights}

            milliseconds                    count     50%     95%     99%    most
            {string.Join(Environment.NewLine, lines)}

            errors {outcome.Errors}
            decisions answered {outcome.Office.Acts}, refused with a reason {outcome.Office.Refused}
            decisions about cases that count {outcome.Office.Cases}, about messages {outcome.Office.Messages}
            findings {outcome.Office.Findings.Count}
            {string.Join(Environment.NewLine, outcome.Office.Findings)}
            """);
    }

    private static double Percentile(IReadOnlyList<double> ordered, int percent) => ordered[(ordered.Count - 1) * percent / 100];
}
