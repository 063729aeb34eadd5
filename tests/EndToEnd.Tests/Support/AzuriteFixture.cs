using AttendanceFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.EndToEnd.Support.AzuriteFixture))]

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>One Azurite for the assembly; each test takes storage accounts of its own from it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    /// <summary>Takes an empty account that nobody else was given.</summary>
    /// <returns>Its connection string.</returns>
    public string TakeAccount() => (_server ?? throw new InvalidOperationException("Azurite has not been started.")).TakeSpareAccount();

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
