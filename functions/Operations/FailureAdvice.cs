namespace AttendanceFunctions.Functions.Operations;

/// <summary>What a person should do about work that failed for good (docs/failures.md says more).</summary>
internal static class FailureAdvice
{
    public static string Of(string queue, string key, bool isKept) => isKept
        ? $"{About(queue)} To put it back on its queue: {Command(queue, key)}"
        : "A message on sms-reports could not be read as a delivery report. Nothing of it is kept, because it may hold a number. Let "
            + "Event Grid's "
            + "subscription send only SMSDeliveryReportReceived events, in its own schema or as CloudEvents. To delete this row: "
            + Command(queue, key);

    private static string About(string queue) => queue switch
    {
        Queues.SchoolNights =>
            "This school's night was not worked out. Put right what the log says; the next tick of the evening tries it again by itself.",
        Queues.NudgeTexts or Queues.NudgeEmails =>
            "This message was not taken by its service. Put right what the log says; while its day lasts it is queued again by itself, "
            + "and after that "
            + "it expires.",
        _ => "What became of a text could not be written down. Put right what the log says.",
    };

    private static string Command(string queue, string key) =>
        $"dotnet run --project local/Host -- requeue --account NAME --queue {queue} --key {key} "
        + "(with --storage and a connection string in place of --account where there is no Azure).";
}
