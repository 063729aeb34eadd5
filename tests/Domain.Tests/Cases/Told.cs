using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Cases;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Cases and events as text, so that two of them compare with all that is in their lists.</summary>
internal static class Told
{
    public static string Of(CaseEvent happened) => $"{happened with { Letters = [] }} {string.Join(' ', happened.Letters)}";

    /// <summary>A case without the night on which it last changed: one that was caught up with has another.</summary>
    public static string Of(Case current) => string.Join('\n',
        new object[]
        {
            current with
            {
                Duties = [], Checklist = [], RaisedTriggers = [], RequestedLetters = [], PendingDecisions = [], Latest = [],
                Night = null,
                Penalty = PenaltyRecord.None,
            }
        }
            .Concat(Of(current.Penalty))
            .Concat(current.Duties).Concat(current.Checklist).Concat(current.RaisedTriggers).Concat(current.RequestedLetters)
            .Concat(current.PendingDecisions));

    private static IEnumerable<object> Of(PenaltyRecord penalty)
    {
        if (penalty.Matter is { } matter)
        {
            yield return $"{matter.Key} {matter.On} {matter.Due} {Of(matter.Sessions)} {matter.StillUnauthorised} {matter.Evidence}";
            yield return matter.State is PenaltyState.Notice notice
                ? $"{notice.Decided} {notice.RequestedOn} {notice.After} {string.Join(' ', notice.Parents)}"
                : matter.State;
        }

        yield return $"{penalty.Settled?.On} {Of(penalty.Settled?.Sessions ?? [])}";
        foreach (var notice in penalty.Notices)
        {
            yield return $"{notice with { Sessions = [] }} {Of(notice.Sessions)}";
        }
    }

    private static string Of(IEnumerable<Session> sessions) => string.Join(',', sessions);

    /// <summary>A case as its row keeps it, to the last word.</summary>
    public static string InFull(Case current) => string.Join('\n', current.Latest.Select(Of).Prepend($"{current.Night} {Of(current)}"));
}
