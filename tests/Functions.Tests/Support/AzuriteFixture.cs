using AttendanceFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Functions.Support.AzuriteFixture))]

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>One Azurite for the assembly; each test takes a storage account of its own from it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public AzuriteServer Server => _server ?? throw new InvalidOperationException("Azurite has not been started.");

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
