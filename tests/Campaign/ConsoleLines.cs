namespace AttendanceFunctions.Tests.Campaign;

/// <summary>Writes progress to the console, with the time.</summary>
internal sealed class ConsoleLines : IProgress<string>
{
    public void Report(string value) => Console.Out.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {value}");
}
