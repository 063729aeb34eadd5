namespace AttendanceFunctions.Local.Providers;

/// <summary>What goes wrong next: faults for particular recipients first, then those for whatever comes in.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<(string To, ProviderFault Fault)> planned = [];

    private const string Anyone = "";

    /// <summary>What else goes wrong, by chance, where nothing is planned.</summary>
    public FaultDice Dice { get; set; } = FaultDice.Never;

    public void Add(ProviderFault fault, int times) => Add(Anyone, fault, times);

    public void Add(string to, ProviderFault fault, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
        {
            planned.AddRange(Enumerable.Repeat((to, fault), times));
        }
    }

    /// <summary>Takes the next fault for a request to these recipients off the plan.</summary>
    public bool TryTake(IReadOnlyCollection<string> recipients, out ProviderFault fault)
    {
        lock (_gate)
        {
            var at = planned.FindIndex(plan => recipients.Contains(plan.To));
            if (at < 0)
            {
                at = planned.FindIndex(plan => plan.To == Anyone);
            }

            if (at < 0)
            {
                return Dice.TryThrow(out fault);
            }

            fault = planned[at].Fault;
            planned.RemoveAt(at);
            return true;
        }
    }
}
