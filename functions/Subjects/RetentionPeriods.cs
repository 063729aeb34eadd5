namespace AttendanceFunctions.Functions.Subjects;

/// <summary>How long things are kept (docs/data-protection.md). The lifecycle rules of the storage account carry out what is said of containers.</summary>
public static class RetentionPeriods
{
    /// <summary>Years for which entries of the register are kept: the School Attendance (Pupil Registration) (England) Regulations 2024. No less may be asked for.</summary>
    public const int RegisterYears = 6;

    /// <summary>The same for a file, in days since it was written; two of the six years may be leap years.</summary>
    public const int RegisterFileDays = 2192;

    /// <summary>Days for which is kept what was made for one morning's work, and what says why something failed: a school year and a holiday.</summary>
    public const int MorningDays = 400;

    /// <summary>Days for which replaced versions of files are kept.</summary>
    public const int VersionDays = 90;

    /// <summary>Days for which what was deleted can be had back after that.</summary>
    public const int UndoDays = 30;

    /// <summary>School years of the ledger beside the present one.</summary>
    public const int LedgerYearsBefore = 1;

    /// <summary>Entries made before this day need not be kept any more.</summary>
    /// <param name="today">The day.</param>
    /// <param name="years">For how many years they are kept.</param>
    public static DateOnly RegisterCutoff(DateOnly today, int years = RegisterYears) => today.AddYears(-years);
}
