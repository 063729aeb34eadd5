namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The addresses of the office. An address holds no name and no UPN.</summary>
public static class OfficePaths
{
    /// <summary>The route of the first page.</summary>
    public const string StartRoute = "office";

    public const string Start = $"/{StartRoute}";

    /// <summary>Where the platform signs somebody out.</summary>
    public const string SignOut = "/.auth/logout";
}
