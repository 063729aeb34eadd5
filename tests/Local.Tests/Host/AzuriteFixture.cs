using AttendanceFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Local.Host.AzuriteFixture))]

namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>One Azurite for all tests that need storage. Each test uses its own names.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? server;

    public string ConnectionString => Server.ConnectionString;

    private AzuriteServer Server => server ?? throw new InvalidOperationException("Azurite is not started.");

    /// <summary>Returns the connection string of an account that no other test uses.</summary>
    public string TakeAccount() => Server.TakeSpareAccount();

    public async ValueTask InitializeAsync() => server = await AzuriteServer.StartAsync(
        new Progress<string>(TestContext.Current.SendDiagnosticMessage), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
