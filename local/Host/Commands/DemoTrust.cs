using AttendanceFunctions.Local.Host.Files;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>Creates the trust of a demo.</summary>
/// <param name="schools">The number of schools.</param>
/// <param name="pupils">The number of pupils in all schools together.</param>
/// <param name="nights">The number of nights to run.</param>
public delegate DemoTrust MakeDemoTrust(int schools, int pupils, int nights);

/// <summary>A trust for the demo: its files from before the first night, and the files that arrive on each night.</summary>
/// <param name="History">Settings, rosters and the registers of the year so far.</param>
/// <param name="HistoryNight">The school day before the first night; the history is imported on its evening.</param>
/// <param name="Nights">The school days whose nights are run, earliest first.</param>
/// <param name="FilesOf">Returns the files that arrive on a night.</param>
public sealed record DemoTrust(
    IEnumerable<IncomingFile> History,
    DateOnly HistoryNight,
    IReadOnlyList<DateOnly> Nights,
    Func<DateOnly, IEnumerable<IncomingFile>> FilesOf);
