using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The addresses of the office. An address holds no name and no UPN.</summary>
public static class OfficePaths
{
    /// <summary>The route of the first page.</summary>
    public const string StartRoute = "office";

    public const string Start = $"/{StartRoute}";

    /// <summary>The value of a route that names a school.</summary>
    public const string SchoolValue = "school";

    /// <summary>The value of a route that names a child by an opaque key.</summary>
    public const string ChildValue = "child";

    /// <summary>The value of a route that names a night: yyyy-MM-dd.</summary>
    public const string NightValue = "night";

    /// <summary>The value of a route that names a file by an opaque key.</summary>
    public const string FileValue = "file";

    public const string LettersRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/letters";

    public const string LettersOfNightRoute = $"{LettersRoute}/{{{NightValue}}}";

    public const string LetterRoute = $"{LettersOfNightRoute}/{{{FileValue}}}";

    public const string FilesRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/files";

    public const string FileRoute = $"{FilesRoute}/{{{FileValue}}}";

    public const string FileRowsRoute = $"{FileRoute}/rows";

    public const string TemplatesRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/templates";

    /// <summary>The value of a route that names a kind of letter.</summary>
    public const string LetterValue = "letter";

    public const string TemplateRoute = $"{TemplatesRoute}/{{{LetterValue}}}";

    /// <summary>The source of a template: one of <see cref="Functions.Letters.TemplateSource"/>.</summary>
    public const string FromQuery = "from";

    /// <summary>That a list is shown whole.</summary>
    public const string AllQuery = "all";

    public const string PrintsRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/prints";

    public const string PrintRoute = $"{PrintsRoute}/{{{NightValue}}}/{{{FileValue}}}";

    public const string ChildLettersRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/children/{{{ChildValue}}}/letters";

    public const string TodayRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/today";

    public const string EverythingRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/everything";

    public const string ChildRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/children/{{{ChildValue}}}";

    public const string ChildrenRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/children";

    public const string DecisionsRoute = $"{ChildRoute}/decisions";

    public const string LeaveRoute = $"{ChildRoute}/leave";

    public const string ReasonRoute = $"{ChildRoute}/reasons";

    public const string CircumstanceRoute = $"{ChildRoute}/circumstance";

    public const string LetterNowRoute = $"{ChildRoute}/letters";

    public const string ChecklistRoute = $"{ChildRoute}/checklist";

    public const string AgreementRoute = $"{ChildRoute}/agreement";

    public const string LogRoute = $"{ChildRoute}/log";

    public const string SchoolLogRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/log";

    /// <summary>The id of the term of a school's log.</summary>
    public const string TermQuery = "term";

    public const string MessagesRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/messages";

    public const string PolicyRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/policy";

    /// <summary>After a decision: the key of the child whom it was about.</summary>
    public const string DoneQuery = "done";

    /// <summary>After a decision about messages: for how many it counts.</summary>
    public const string CountQuery = "messages";

    /// <summary>After a decision about messages: for how many it could not be recorded.</summary>
    public const string NotQuery = "not";

    public const string TrustPolicyRoute = $"{StartRoute}/trust/policy";

    /// <summary>The page of the trust's part in the policies of its schools.</summary>
    public const string TrustPolicy = $"{Start}/trust/policy";

    public const string LooksRoute = $"{StartRoute}/schools/{{{SchoolValue}}}/looks";

    public static string Today(SchoolId school) => OfficeAddress.TodayPath(school);

    public static string Files(SchoolId school) => $"{Start}/schools/{school}/files";

    /// <param name="key">The file's opaque key.</param>
    public static string File(SchoolId school, OpaqueKey key) => $"{Files(school)}/{key}";

    /// <param name="key">The file's opaque key.</param>
    public static string FileRows(SchoolId school, OpaqueKey key) => $"{File(school, key)}/rows";

    public static string Templates(SchoolId school) => $"{Start}/schools/{school}/templates";

    public static string Template(SchoolId school, LetterKind letter) => $"{Templates(school)}/{letter.NameOf()}";

    public static string Everything(SchoolId school) => $"{Start}/schools/{school}/everything";

    /// <summary>What is open of one part of a morning's work.</summary>
    public static string Everything(SchoolId school, Worklists.OpenSection part) => $"{Everything(school)}?part={part}";

    /// <summary>The children of a school by stage: of every stage of concern.</summary>
    public static string Children(SchoolId school) => $"{Start}/schools/{school}/children";

    /// <summary>The children of a school at one stage.</summary>
    /// <param name="stage">The stage; null for those of whom it is too early to say.</param>
    public static string Children(SchoolId school, int? stage) =>
        $"{Children(school)}?{StageFilter.StageQuery}={StageFilter.ValueOf(stage)}";

    /// <param name="key">The child's opaque key.</param>
    public static string Child(SchoolId school, OpaqueKey key) => $"{Children(school)}/{key}";

    /// <param name="key">The child's opaque key.</param>
    public static string Decisions(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/decisions";

    /// <param name="key">The child's opaque key.</param>
    public static string Leave(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/leave";

    /// <param name="key">The child's opaque key.</param>
    public static string Reason(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/reasons";

    /// <param name="key">The child's opaque key.</param>
    public static string Circumstance(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/circumstance";

    /// <param name="key">The child's opaque key.</param>
    public static string LetterNow(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/letters";

    /// <param name="key">The child's opaque key.</param>
    public static string Checklist(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/checklist";

    /// <param name="key">The child's opaque key.</param>
    public static string Agreement(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/agreement";

    /// <param name="key">The child's opaque key.</param>
    public static string Log(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/log";

    public static string SchoolLog(SchoolId school, SchoolTerm term) => $"{Start}/schools/{school}/log?{TermQuery}={term.Id}";

    public static string Messages(SchoolId school) => $"{Start}/schools/{school}/messages";

    public static string Letters(SchoolId school) => $"{Start}/schools/{school}/letters";

    public static string Letters(SchoolId school, DateOnly night) => $"{Letters(school)}/{TableKeys.Of(night)}";

    /// <param name="key">The file's opaque key.</param>
    public static string Letter(SchoolId school, DateOnly night, OpaqueKey key) => $"{Letters(school, night)}/{key}";

    public static string Prints(SchoolId school) => $"{Start}/schools/{school}/prints";

    /// <param name="word">The word of the print.</param>
    public static string Print(SchoolId school, DateOnly night, string word) => $"{Prints(school)}/{TableKeys.Of(night)}/{word}";

    /// <param name="key">The child's opaque key.</param>
    public static string ChildLetters(SchoolId school, OpaqueKey key) => $"{Child(school, key)}/letters";

    /// <summary>The page of the messages of one kind that wait.</summary>
    public static string Messages(SchoolId school, MessageKind kind) => $"{Messages(school)}?{DecideFields.Kind}={kind}";

    public static string Policy(SchoolId school) => $"{Start}/schools/{school}/policy";

    public static string Looks(SchoolId school) => $"{Start}/schools/{school}/looks";

    /// <summary>The page on which all sending is paused, and goes on again.</summary>
    public const string SendingRoute = $"{StartRoute}/sending";

    public const string Sending = $"/{SendingRoute}";

    /// <summary>How the system runs.</summary>
    public const string SystemRoute = $"{StartRoute}/system";

    public const string System = $"/{SystemRoute}";

    /// <summary>Where failed work is put back.</summary>
    public const string SystemFailuresRoute = $"{SystemRoute}/failures";

    public const string SystemFailures = $"/{SystemFailuresRoute}";

    /// <summary>Where the trust lead acts first.</summary>
    public const string TrustRoute = $"{StartRoute}/trust";

    public const string Trust = $"/{TrustRoute}";

    public const string TrustSchoolRoute = $"{TrustRoute}/schools/{{{SchoolValue}}}";

    public const string TrustSummariesRoute = $"{TrustRoute}/summaries";

    public const string TrustSummaries = $"/{TrustSummariesRoute}";

    /// <summary>The value of a route that names a summary of a night: week.html.</summary>
    public const string SummaryValue = "summary";

    public const string TrustSummaryRoute = $"{TrustSummariesRoute}/{{{NightValue}}}/{{{SummaryValue}}}";

    public static string SystemOf(DateOnly night) => $"{System}?{SystemFields.Night}={TableKeys.Of(night)}";

    public static string TrustSchool(SchoolId school) => $"{Trust}/schools/{school}";

    /// <param name="name">The name of the file, as <see cref="Pages.TrustSummary"/> makes it.</param>
    public static string TrustSummary(DateOnly night, string name) => $"{TrustSummaries}/{TableKeys.Of(night)}/{name}";

    /// <summary>Where the platform signs somebody out.</summary>
    public const string SignOut = "/.auth/logout";
}
