using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.SampleTrust;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>Measures a night of one school on Azurite, compared with only its reads and writes.</summary>
[WarmupCount(5)]
[IterationCount(25)]
[InvocationCount(1, 1)]
public class ANight
{
    private readonly InventedTrust _sample = SampleSchool.Make();
    private readonly Queue<DateOnly> _nights = new();
    private AzuriteServer? _azurite;
    private ServiceProvider? _services;
    private BareNight? _bare;
    private SchoolId _school;
    private DateOnly _night;

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("The benchmark is not set up.");

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _azurite = await AzuriteServer.StartAsync(progress: null, CancellationToken.None);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Connections.TrustData] = _azurite.TakeSpareAccount(),
        }).Build();
        _services = new ServiceCollection().AddLogging().AddAttendance(configuration).BuildServiceProvider();
        await Services.GetRequiredService<TrustStorage>().CreateAsync(CancellationToken.None);
        var days = _sample.SchoolNights(40);
        await PutAsync(_sample.Settings().Concat(_sample.Rosters()).Concat(_sample.RegistersBefore(days[1])));
        _school = SchoolId.Parse(_sample.Schools[0].Id);
        await RunAsync(days[0]);
        foreach (var day in days.Skip(1))
        {
            _nights.Enqueue(day);
        }

        _bare = new(Services.GetRequiredService<TrustStorage>(), _school);
    }

    [IterationSetup]
    public void NextNight()
    {
        _night = _nights.Dequeue();
        PutAsync(_sample.RegistersOfNight(_night)).GetAwaiter().GetResult();
    }

    [Benchmark(Baseline = true, Description = "Bare reads and writes")]
    public Task Bare() => _bare!.RunAsync(_night);

    [Benchmark(Description = "RunSchoolNight")]
    public Task Night() => RunAsync(_night);

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await Services.DisposeAsync();
        await _azurite!.DisposeAsync();
    }

    private async Task RunAsync(DateOnly night)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchoolNightRun>().RunAsync(new(_school, night), CancellationToken.None);
    }

    private Task PutAsync(IEnumerable<SampleFile> files) => SampleSchool.PutAsync(Services.GetRequiredService<TrustStorage>(), files);
}
