using AttendanceFunctions.Local.Host.Files;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>Makes the trust of a demo with so many schools, pupils in all of them, and nights to run.</summary>
public delegate DemoTrust MakeDemoTrust(int schools, int pupils, int nights);

/// <summary>A trust for the demo: what is known before its nights, and what comes in on each of them.</summary>
/// <param name="History">Settings, rosters and the registers of the year so far.</param>
/// <param name="HistoryNight">The school day before the first night, on which the history is taken in.</param>
/// <param name="Nights">The school days whose nights are run, the earliest first.</param>
/// <param name="FilesOf">The files that come in on a night.</param>
public sealed record DemoTrust(
    IEnumerable<IncomingFile> History,
    DateOnly HistoryNight,
    IReadOnlyList<DateOnly> Nights,
    Func<DateOnly, IEnumerable<IncomingFile>> FilesOf);
