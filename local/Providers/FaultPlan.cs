namespace AttendanceFunctions.Local.Providers;

/// <summary>The planned faults. Faults for a particular recipient are used before faults for any recipient.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<(string To, ProviderFault Fault)> planned = [];

    private const string Anyone = "";

    /// <summary>The random faults of requests without a planned fault.</summary>
    public RandomFaults Random { get; set; } = RandomFaults.Never;

    public void Add(ProviderFault fault, int times) => Add(Anyone, fault, times);

    public void Add(string to, ProviderFault fault, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_gate)
        {
            planned.AddRange(Enumerable.Repeat((to, fault), times));
        }
    }

    /// <summary>Removes the next fault for a request to these recipients from the plan and returns it.</summary>
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
                return Random.TryPick(out fault);
            }

            fault = planned[at].Fault;
            planned.RemoveAt(at);
            return true;
        }
    }
}
