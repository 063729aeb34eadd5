using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>Creates the sample trust of the demo. The same numbers always give the same trust.</summary>
public static class SampleDemo
{
    private const int Seed = 1;

    // Late enough in the school year for every stage to have pupils.
    private static readonly DateOnly LastNight = new(2026, 3, 20);

    /// <summary>Creates the trust.</summary>
    /// <exception cref="UserErrorException">A number is out of range; the message says which.</exception>
    public static DemoTrust Make(int schools, int pupils, int nights)
    {
        InventedTrust trust;
        try
        {
            trust = InventedTrust.From(new SampleTrustOptions(Seed, schools, pupils, LastNight));
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new UserErrorException(
                $"A sample trust of {schools} schools and {pupils} pupils cannot be created: {fault.Message.Split(" (Parameter")[0]}");
        }

        var days = trust.SchoolNights(nights + 1);
        if (days.Count <= nights)
        {
            throw new UserErrorException(
                $"The sample year has only {days.Count} school days so far; {nights} nights need {nights + 1}.");
        }

        return new DemoTrust(
            Incoming(trust.Settings().Concat(trust.Rosters()).Concat(trust.RegistersBefore(days[1]))),
            days[0],
            [.. days.Skip(1)],
            night => Incoming(trust.RegistersOfNight(night)));
    }

    private static IEnumerable<IncomingFile> Incoming(IEnumerable<SampleFile> files) =>
        files.Select(file => IncomingFile.Of(file.Path, file.Content));
}
