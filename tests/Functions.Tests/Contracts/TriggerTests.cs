using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>The pipeline as the Functions host sees it.</summary>
public sealed partial class TriggerTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions =
    [
        .. typeof(TrustStorage).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    [Fact]
    public void The_functions_are_these_with_these_triggers() => Assert.Equal(
        [
            "AnswerPolicyReview        post /office/schools/{school}/policy anonymous",
            "AnswerTrustPolicyReview   post /office/trust/policy anonymous",
            "AskForLeave               post /office/schools/{school}/children/{child}/leave anonymous",
            "ChangeTemplate            post /office/schools/{school}/templates anonymous",
            "CheckMorning              timer 0 */5 7-12 * * *",
            "DecideAboutChild          post /office/schools/{school}/children/{child}/decisions anonymous",
            "DecideAboutMessages       post /office/schools/{school}/messages anonymous",
            "DownloadChildLog          get /office/schools/{school}/children/{child}/log anonymous",
            "DownloadReturnedRows      get /office/schools/{school}/files/{file}/rows anonymous",
            "DownloadSchoolLog         get /office/schools/{school}/log anonymous",
            "DownloadTemplate          get /office/schools/{school}/templates/{letter} anonymous",
            "ExportSummaries           timer 0 */15 4-8 * * *",
            "MakeLetter                post /office/schools/{school}/children/{child}/letters anonymous",
            "NoteCircumstance          post /office/schools/{school}/children/{child}/circumstance anonymous",
            "OpenLetter                get /office/schools/{school}/letters/{night}/{file} anonymous",
            "OpenPrint                 get /office/schools/{school}/prints/{night}/{file} anonymous",
            "OpenTrustSummary          get /office/trust/summaries/{night}/{summary} anonymous",
            "PauseSending              post /office/sending anonymous",
            "PullRegisters             timer 0 */15 0-4,17-23 * * *",
            "ReadBounces               timer 0 */30 15-16 * * *",
            "RecordAgreement           post /office/schools/{school}/children/{child}/agreement anonymous",
            "RecordDelivery            queue sms-reports TrustData",
            "RecordEmailFailure        queue nudge-emails-poison TrustData",
            "RecordReportFailure       queue sms-reports-poison TrustData",
            "RecordSchoolNightFailure  queue school-nights-poison TrustData",
            "RecordTextFailure         queue nudge-texts-poison TrustData",
            "ReleaseNudges             timer 0 */15 7-17 * * *",
            "RunSchoolNight            queue school-nights TrustData",
            "SendEmail                 queue nudge-emails TrustData",
            "SendText                  queue nudge-texts TrustData",
            "ShowChild                 get /office/schools/{school}/children/{child} anonymous",
            "ShowChildLetters          get /office/schools/{school}/children/{child}/letters anonymous",
            "ShowChildrenByStage       get /office/schools/{school}/children anonymous",
            "ShowEverythingOpen        get,post /office/schools/{school}/everything anonymous",
            "ShowFile                  get /office/schools/{school}/files/{file} anonymous",
            "ShowFiles                 get /office/schools/{school}/files anonymous",
            "ShowLetters               get /office/schools/{school}/letters anonymous",
            "ShowLettersOfNight        get /office/schools/{school}/letters/{night} anonymous",
            "ShowMessages              get /office/schools/{school}/messages anonymous",
            "ShowOffice                get /office anonymous",
            "ShowPolicyReview          get /office/schools/{school}/policy anonymous",
            "ShowPrints                get /office/schools/{school}/prints anonymous",
            "ShowSending               get /office/sending anonymous",
            "ShowSystem                get /office/system anonymous",
            "ShowTemplates             get /office/schools/{school}/templates anonymous",
            "ShowToday                 get /office/schools/{school}/today anonymous",
            "ShowTrust                 get /office/trust anonymous",
            "ShowTrustPolicyReview     get /office/trust/policy anonymous",
            "ShowTrustSchool           get /office/trust/schools/{school} anonymous",
            "ShowTrustSummaries        get /office/trust/summaries anonymous",
            "ShowWhoLooked             get /office/schools/{school}/looks anonymous",
            "TellReason                post /office/schools/{school}/children/{child}/reasons anonymous",
            "TickChecklist             post /office/schools/{school}/children/{child}/checklist anonymous",
            "TryAgain                  post /office/system/failures anonymous",
            "UploadFile                post /office/schools/{school}/files anonymous",
            "WriteIntoLog              post /office/schools/{school}/children/{child}/log anonymous",
        ],
        Functions.Select(method => $"{NameOf(method),-25} {TriggerOf(method)}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_queue_that_is_made_has_its_function_and_every_function_its_queue() => Assert.Equal(
        Queues.All.Order(StringComparer.Ordinal),
        Functions.Select(QueueOf).OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_queue_has_a_poison_queue_that_is_read() => Assert.Equal(
        Queues.All.Where(queue => !queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal))
            .Select(queue => queue + Queues.PoisonSuffix)
            .Order(StringComparer.Ordinal),
        Queues.All.Where(queue => queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_function_takes_its_trigger_and_a_token_and_returns_a_task_that_is_one_call()
    {
        Assert.All(Functions, method =>
        {
            Assert.Equal(TriggerType(method) == typeof(HttpRequest) ? typeof(Task<IResult>) : typeof(Task), method.ReturnType);
            Assert.Equal(
                [TriggerType(method), typeof(CancellationToken)], method.GetParameters().Select(parameter => parameter.ParameterType));
        });
        var files = Sources.OfFunctions.Values.Where(source => source.Contains("[Function(", StringComparison.Ordinal)).ToList();
        Assert.Equal(Functions.Count, files.Sum(source => OneCall().Count(source)));
    }

    internal static IEnumerable<(string Function, string Schedule)> Schedules =>
        Functions.SelectMany(
            method =>
                method.GetParameters()
                    .Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>())
                    .OfType<TimerTriggerAttribute>()
            .Select(trigger => (NameOf(method), trigger.Schedule)));

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static string TriggerOf(MethodInfo method) => method.GetParameters()[0].GetCustomAttributes() switch
    {
        var all when all.OfType<TimerTriggerAttribute>().FirstOrDefault() is { } timer => $"timer {timer.Schedule}",
        var all when all.OfType<QueueTriggerAttribute>().FirstOrDefault() is { } queue => $"queue {queue.QueueName} {queue.Connection}",
        var all when all.OfType<HttpTriggerAttribute>().FirstOrDefault() is { } page =>
            $"{string.Join(',', page.Methods ?? [])} /{page.Route} {page.AuthLevel}".ToLowerInvariant(),
        _ => "none",
    };

    private static string? QueueOf(MethodInfo method) => method.GetParameters()[0].GetCustomAttribute<QueueTriggerAttribute>()?.QueueName;

    private static Type TriggerType(MethodInfo method) =>
        QueueOf(method) is not null ? typeof(Azure.Storage.Queues.Models.QueueMessage)
        : method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>() is not null ? typeof(HttpRequest)
        : typeof(TimerInfo);

    // The attribute, a signature that ends in =>, and one call on its own line or behind it.
    [GeneratedRegex(
        @"\[Function\([^\]]*\)\]\n"
            + @"    public Task(?:<IResult>)? \w+\(\s*\[\w+Trigger\([^\]]*\)\] \w+ \w+,\s+CancellationToken cancellationToken\)"
            + @" =>\s[^;{]*;\n",
        RegexOptions.Singleline)]
    private static partial Regex OneCall();
}
