using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The fields of the page about the system.</summary>
public static class SystemFields
{
    /// <summary>The queue of failed work.</summary>
    public const string Queue = "queue";

    /// <summary>The key of its row.</summary>
    public const string Key = "key";

    /// <summary>The night that is shown, as yyyy-MM-dd.</summary>
    public const string Night = "night";
}

/// <summary>How much waits on a queue.</summary>
/// <param name="Waiting">Messages that wait or are being worked on, about.</param>
/// <param name="Poison">Messages that failed too often and have no row of failures yet.</param>
public sealed record QueueLength(string Queue, int Waiting, int Poison);

/// <summary>Work that failed for good, in words.</summary>
/// <param name="What">What was not done.</param>
/// <param name="WhatToDo">What it means, and what a person does.</param>
/// <param name="Button">What the button says; empty where nothing can be put back.</param>
public sealed record FailedWork(Failure Failure, string What, string WhatToDo, string Button)
{
    public static FailedWork Of(Trust trust, Failure failure)
    {
        var isHeld = failure.Queue == FailureRecord.HeldPupils;
        return new(
            failure, WhatOf(trust, failure), isHeld ? failure.WhatToDo : FailureRecord.Explain(failure.Queue, failure.Body is not null),
            isHeld ? "" : failure.Body is null ? "Delete this row" : "Try again");
    }

    private static string WhatOf(Trust trust, Failure failure)
    {
        string NameOf(SchoolId id) => trust.TryFind(id, out var school) ? school.Name : $"school {id}";
        try
        {
            return (failure.Queue, failure.Body) switch
            {
                (FailureRecord.HeldPupils, _) =>
                    $"Pupils of {(SchoolId.TryParse(failure.Key, out var id) ? NameOf(id) : failure.Key)} were not worked out",
                (Queues.SchoolNights, { } body) when SchoolNightMessage.Read(body) is var message =>
                    $"The night of {English.Day(message.Night)} of {NameOf(message.School)}",
                (Queues.NudgeTexts, { } body) => $"A text to a family of {NameOf(QueuedNudge.Read(body).Place.School)}",
                (Queues.NudgeEmails, { } body) => $"An email to a family of {NameOf(QueuedNudge.Read(body).Place.School)}",
                (Queues.SmsReports, _) => "What became of a text",
                var (queue, _) => $"A message on {queue}",
            };
        }
        catch (FormatException)
        {
            return $"A message on {failure.Queue} that is none of this product's";
        }
    }
}
