using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.SampleTrust;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The sample trust as a demo: always the same one, so that two people who run it see the same.</summary>
public static class SampleDemo
{
    private const int Seed = 1;

    // Far enough into the year that every stage has pupils in it.
    private static readonly DateOnly LastNight = new(2026, 3, 20);

    /// <summary>Makes the trust.</summary>
    /// <exception cref="MendableException">So many schools, pupils or nights cannot be made.</exception>
    public static DemoTrust Make(int schools, int pupils, int nights)
    {
        InventedTrust trust;
        try
        {
            trust = InventedTrust.From(new SampleTrustOptions(Seed, schools, pupils, LastNight));
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new MendableException(
                $"A sample trust of {schools} schools and {pupils} pupils cannot be made: {fault.Message.Split(" (Parameter")[0]}");
        }

        var days = trust.SchoolNights(nights + 1);
        if (days.Count <= nights)
        {
            throw new MendableException(
                $"The sample year has had {days.Count} school days, too few for {nights} nights and the day before them.");
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
