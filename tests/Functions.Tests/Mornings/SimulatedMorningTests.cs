using System.Collections.Concurrent;
using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// A morning with two thousand absences in sixty schools, tick by tick by a clock that the test moves, with the provider's rate on: every
/// text that should leave leaves once and inside its school's window, whatever is killed on the way.
/// </summary>
public sealed class SimulatedMorningTests(AzuriteFixture azurite)
{
    private const int Schools = 60;
    private const int AbsentAtEach = 34;
    private const int PresentAtEach = 16;
    private const int TextsPerMinute = 100;

    /// <summary>Texts that leave at once, as instances of a queue trigger do.</summary>
    private const int AtOnce = 8;

    private static readonly TimeOnly Latest = new(11, 0);

    /// <summary>When a school's register comes in; <see cref="TimeOnly.MaxValue"/> for never.</summary>
    private static readonly TimeOnly[] Arrivals =
    [
        new(9, 14, 59), new(9, 20), new(10, 2), new(10, 59, 30), new(11, 30), TimeOnly.MaxValue,
        .. Enumerable.Repeat(new TimeOnly(9, 14, 59), 4), .. Enumerable.Repeat(new TimeOnly(9, 20), 2),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_families_in_sixty_schools_are_asked_once_and_in_time()
    {
        var obstacle = new Obstacle();
        await using var trust = await TestTrust.CreateAsync(
            azurite, Settings(), obstacle, ("Sending:TextsPerMinute", TextsPerMinute.ToString(CultureInfo.InvariantCulture)));
        var queue = new SimulatedQueue(obstacle, trust.Clock);
        var left = new ConcurrentQueue<(NudgeKey Key, DateTimeOffset At)>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Schools),
            Token,
            async (number, token) => await trust.Get<PupilTable>().ReplaceAsync(IdOf(number), Roster(number), Family.Year.FirstDay, token));
        var random = new Random(7);
        var clock = At(new(9, 0));

        for (var tick = At(new(9, 0)); tick <= At(new(11, 40)); tick = tick.AddMinutes(5))
        {
            await ArriveAsync(trust, clock, tick);
            clock = tick;
            trust.Clock.Set(tick);
            await TickAsync(trust, obstacle, killAfter: random.Next(3) == 0 ? random.Next(400) : int.MaxValue);
            await SendAsync(trust, queue, left, tick.AddMinutes(5));
        }

        AssertRight(left);
        await AssertListsAsync(trust);
    }

    /// <summary>Every text that was due, and no other; in its school's window; and no faster than the provider takes them.</summary>
    private static void AssertRight(IReadOnlyCollection<(NudgeKey Key, DateTimeOffset At)> left)
    {
        var due = Enumerable.Range(0, Schools).Where(number => ArrivalOf(number) < new TimeOnly(10, 55))
            .SelectMany(
                number =>
                    Absent().Where(index => !IsExplainedInTime(number, index)).Select(index => (Key: KeyOf(number, index), School: number)))
            .ToDictionary(text => text.Key, text => text.School);
        Assert.True(due.Count > 1000, "The morning is too small to say anything.");
        Assert.Equal(due.Keys.Order(), left.Select(text => text.Key).Order());
        Assert.All(left, text => Assert.True(
            At(ClosesAt(due[text.Key]).AddMinutes(15)) <= text.At && text.At < At(Latest),
            $"A text of school {due[text.Key]} left at {text.At:HH:mm:ss}."));
        Assert.All(
            left.GroupBy(text => text.At.Ticks / TimeSpan.TicksPerMinute),
            minute => Assert.True(minute.Count() <= TextsPerMinute + 1, $"{minute.Count()} texts left in a minute."));
    }

    /// <summary>
    /// A register that came too late has everybody on its list to call, and one that never came says so to the school and to the trust.
    /// </summary>
    private static async Task AssertListsAsync(TestTrust trust)
    {
        foreach (var number in Enumerable.Range(0, 6))
        {
            var rows = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{IdOf(number)}/{AMorning.Day}-morning.csv"));
            var (unseen, toCall) = (
                rows.Count(row => row["Kind"] == "absence"), rows.Count(row => row["What"].Contains("Call:", StringComparison.Ordinal)));
            Assert.Equal(ArrivalOf(number) == TimeOnly.MaxValue ? 0 : Absent().Count(index => !IsExplained(number, index)), unseen);
            Assert.Equal(ArrivalOf(number) is var at && at >= new TimeOnly(10, 55) && at != TimeOnly.MaxValue ? unseen : 0, toCall);
            Assert.Equal(ArrivalOf(number) == TimeOnly.MaxValue ? 1 : 0, rows.Count(row => row["Kind"] == "register"));
        }

        var missing = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"trust/{AMorning.Day}-morning.csv"));
        Assert.Equal(
            Enumerable.Range(0, Schools).Where(number => ArrivalOf(number) == TimeOnly.MaxValue).Select(number => IdOf(number).ToString()),
            missing.Select(row => row["School"]));
    }

    private static async Task TickAsync(TestTrust trust, Obstacle obstacle, int killAfter)
    {
        if (killAfter < int.MaxValue)
        {
            obstacle.KillAfter(killAfter);
        }

        var died = await Record.ExceptionAsync(() => trust.InScopeAsync<MorningCheck>(check => check.TickAsync(Token)));
        obstacle.Remove();
        Assert.True(died is null or KilledException, died?.ToString());
        await trust.BreakMorningLeaseAsync();
    }

    private static async Task SendAsync(
        TestTrust trust, SimulatedQueue queue, ConcurrentQueue<(NudgeKey Key, DateTimeOffset At)> left, DateTimeOffset until)
    {
        foreach (var second in queue.Until(until).GroupBy(queued => queued.At).ToList())
        {
            trust.Clock.Set(second.Key);
            await Parallel.ForEachAsync(
                second, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token },
                async (queued, token) => await trust.SendAsync(queued.Message.Place, new Sender(left, queued.At), token));
        }
    }

    /// <summary>Puts into storage what came in between two instants.</summary>
    private static async Task ArriveAsync(TestTrust trust, DateTimeOffset after, DateTimeOffset until)
    {
        bool Comes(TimeOnly time) => time != TimeOnly.MaxValue && At(time) is var at && after < at && at <= until;
        foreach (var number in Enumerable.Range(0, Schools))
        {
            if (Comes(ArrivalOf(number)))
            {
                var marks = Enumerable.Range(0, AbsentAtEach + PresentAtEach)
                    .Select(index => $"{UpnOf(number, index)} {(index < AbsentAtEach ? "N" : "/")}");
                await trust.PutMorningAsync(IdOf(number).ToString(), "1-morning.csv", [.. marks]);
            }

            foreach (var time in new[] { Early, Mid })
            {
                var explained = Absent().Where(index => ExplainedAt(index) == time).Select(index => $"{UpnOf(number, index)} I").ToArray();
                if (Comes(time) && ArrivalOf(number) < time && explained.Length > 0)
                {
                    await trust.PutMorningAsync(
                        IdOf(number).ToString(), string.Create(CultureInfo.InvariantCulture, $"2-reasons-{time:HHmm}.csv"), explained);
                }
            }
        }
    }

    // Reasons that the office takes down: some before any school's window begins, some in the middle of the morning.
    private static readonly TimeOnly Early = new(9, 24);
    private static readonly TimeOnly Mid = new(10, 33);

    private static TimeOnly ExplainedAt(int index) => index % 10 == 3 ? Early : index % 10 == 7 ? Mid : TimeOnly.MaxValue;

    /// <summary>Whether a reason came for a pupil at all.</summary>
    private static bool IsExplained(int number, int index) =>
        ExplainedAt(index) is var at && at != TimeOnly.MaxValue && ArrivalOf(number) < at;

    /// <summary>Whether it came before the text left: the early ones did, the others hours after.</summary>
    private static bool IsExplainedInTime(int number, int index) => IsExplained(number, index) && ExplainedAt(index) == Early;

    private static TimeOnly ArrivalOf(int number) => Arrivals[number % Arrivals.Length];

    /// <summary>Registers close at five times, so that the windows begin at 09:25 to 09:45.</summary>
    private static TimeOnly ClosesAt(int number) => new TimeOnly(9, 10).AddMinutes(5 * (number % 5));

    private static IEnumerable<int> Absent() => Enumerable.Range(0, AbsentAtEach);

    private static SchoolId IdOf(int number) => SchoolId.Parse(string.Create(CultureInfo.InvariantCulture, $"15{number:0000}"));

    private static string UpnOf(int number, int index) => string.Create(CultureInfo.InvariantCulture, $"S{number:00}P{index:00}");

    private static NudgeKey KeyOf(int number, int index) =>
        NudgeKey.Of(TestSecret.Value, IdOf(number), Upn.Parse(UpnOf(number, index)), MessageKind.FirstDay, AMorning.Day, Channel.Text, 1);

    private static List<Pupil> Roster(int number) =>
    [
        .. Enumerable.Range(0, AbsentAtEach + PresentAtEach).Select(index => Family.Child(
            UpnOf(number, index), "Zoe",
            Family.Parent(
                1, $"Parent {number}-{index}", string.Create(CultureInfo.InvariantCulture, $"07700 {100000 + 100 * number + index}")))),
    ];

    private static string Settings() =>
        Sample.Settings(extra: "\"morning\": {},", schools: string.Concat(Enumerable.Range(0, Schools).Select(number =>
        "," + Sample.School(
            IdOf(number).ToString(),
            $"School {number}",
            string.Create(CultureInfo.InvariantCulture, $", \"registersClose\": \"{ClosesAt(number):HH:mm}\"")))));

    private static DateTimeOffset At(TimeOnly time) => London.At(Family.Monday, time);

    private sealed class Sender(ConcurrentQueue<(NudgeKey Key, DateTimeOffset At)> left, DateTimeOffset at) : IMessageSender
    {
        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            left.Enqueue((NudgeKey.Parse(message.Key), at));
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("id"));
        }
    }
}
