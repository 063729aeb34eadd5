using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Local.Azurite;
using Azure.Data.Tables;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>
/// Measures the summary of a trust with 2,000 schools, from table rows to files, compared with only reading the rows.
/// </summary>
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(8)]
[InvocationCount(1, 1)]
public class ATrustsSummary
{
    private const int Schools = 2000;

    private AzuriteServer? _azurite;
    private ServiceProvider? _services;
    private IServiceScope? _scope;
    private Trust? _trust;
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
        _scope = _services.CreateScope();
        var storage = Services.GetRequiredService<TrustStorage>();
        await storage.CreateAsync(CancellationToken.None);

        var sample = SampleSchool.Make();
        _night = sample.SchoolNights(1)[0];
        await SampleSchool.PutAsync(
            storage,
            sample.Settings().Concat(sample.Rosters()).Concat(sample.RegistersBefore(_night)).Concat(sample.RegistersOfNight(_night)));
        var one = SchoolId.Parse(sample.Schools[0].Id);
        await _scope.ServiceProvider.GetRequiredService<SchoolNightRun>().RunAsync(new(one, _night), CancellationToken.None);
        await MultiplyAsync(await _scope.ServiceProvider.GetRequiredService<TrustSettings>().ReadAsync(CancellationToken.None), one);
    }

    [Benchmark(Baseline = true, Description = "Bare reading of the rows")]
    public async Task<int> Bare()
    {
        var rows = 0;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(_night)}");
        await foreach (var _ in Services.GetRequiredService<TrustStorage>().Table(Tables.SchoolNights).QueryAsync<TableEntity>(filter))
        {
            rows++;
        }

        return rows;
    }

    [Benchmark(Description = "TrustSummary")]
    public async Task<int> Summary()
    {
        var services = _scope!.ServiceProvider;
        var report = await services.GetRequiredService<NightReports>().ReadAsync(_trust!, _night, CancellationToken.None);
        return (await services.GetRequiredService<SummaryPages>().WriteTrustAsync(_trust!, report, CancellationToken.None)).Count;
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _scope?.Dispose();
        await Services.DisposeAsync();
        await _azurite!.DisposeAsync();
    }

    /// <summary>Copies the row and the settings of one school to all schools.</summary>
    private async Task MultiplyAsync(Trust trust, SchoolId one)
    {
        var nights = Services.GetRequiredService<SchoolNightTable>();
        var row = await nights.FindAsync(_night, one, CancellationToken.None)
            ?? throw new InvalidOperationException("The row of the night does not exist.");
        var ids = Enumerable.Range(100_000, Schools).Select(number => SchoolId.Parse($"{number}")).ToList();
        await Parallel.ForEachAsync(ids, async (id, token) => await nights.WriteAsync(row with { School = id }, token));
        _trust = trust with { Schools = [.. ids.Select(id => trust.Schools[0] with { Id = id, Name = $"School {id}" })] };
    }
}
