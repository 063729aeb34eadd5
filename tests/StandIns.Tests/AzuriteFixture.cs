using AttendanceFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.StandIns.AzuriteFixture))]

namespace AttendanceFunctions.Tests.StandIns;

/// <summary>One Azurite for every test of the assembly; tests keep apart by names of their own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public string ConnectionString => _server?.ConnectionString ?? throw new InvalidOperationException("Azurite has not been started.");

    /// <summary>A name for a table, a container or a queue that no other test has.</summary>
    public static string UniqueName() => "t" + Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(
        new Progress<string>(TestContext.Current.SendDiagnosticMessage), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
