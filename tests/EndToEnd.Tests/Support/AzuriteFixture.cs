using AttendanceFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.EndToEnd.Support.AzuriteFixture))]

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>One Azurite for the assembly. Each test takes its own storage accounts.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    /// <summary>Returns an empty account that no other test uses.</summary>
    /// <returns>The connection string.</returns>
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
