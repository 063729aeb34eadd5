using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A worker's write of a ledger row, as observed by the proxy.</summary>
/// <param name="State">The state that was written.</param>
/// <param name="IsApplied">Whether storage applied it.</param>
/// <param name="Fault">The injected fault.</param>
public sealed record LedgerWrite(NudgeState State, bool IsApplied, StorageFault Fault);
