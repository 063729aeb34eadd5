using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A worker's write of a row of the ledger, as it passed the proxy.</summary>
/// <param name="State">The state that it writes.</param>
/// <param name="IsApplied">Whether storage applied it.</param>
/// <param name="Fault">What went wrong with it.</param>
public sealed record LedgerWrite(NudgeState State, bool IsApplied, StorageFault Fault);
