namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>A message of the ledger without whom it is about, for counts.</summary>
/// <param name="IsReleased">Whether it may leave on its days.</param>
/// <param name="Day">When it was sent, suppressed or expired; of one that has not moved yet, when it was planned.</param>
/// <param name="LastDay">The last day on which it may leave.</param>
public sealed record CountedMessage(Channel Channel, NudgeState State, bool IsReleased, DateOnly Day, DateOnly LastDay);
