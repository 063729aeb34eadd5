using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Sessions;
using Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The storage account that a command uses, given by its connection string or by its name.</summary>
/// <param name="Storage">The connection string; empty if <paramref name="Account"/> is given.</param>
/// <param name="Account">
/// The name of a storage account in Azure, used with the identity that is signed in; empty if <paramref name="Storage"/> is given.
/// </param>
public sealed record TrustAccount(string Storage, string Account)
{
    private static readonly string[] Services = ["blob", "queue", "table"];

    /// <exception cref="UserErrorException">Not exactly one account is named.</exception>
    public void Check()
    {
        if (Storage.Length == 0 == (Account.Length == 0))
        {
            throw new UserErrorException(
                "Give either --account with the name of a storage account in Azure, or --storage with a connection string, but not both.");
        }
    }

    /// <summary>Runs work with the app's services on this account.</summary>
    /// <exception cref="UserErrorException">
    /// Not exactly one account is named, or it cannot be used; the message says what to do.
    /// </exception>
    public async Task<int> UseAsync(Func<IServiceProvider, Task<int>> work)
    {
        Check();
        return await StorageFaults.ExplainAsync(async () =>
        {
            try
            {
                await using var services = Open();
                await using var scope = services.CreateAsyncScope();
                return await work(scope.ServiceProvider);
            }
            catch (LeaseHeldException held)
            {
                throw new UserErrorException(
                    $"{held.Message} The school's night or a release of messages is running. Try again in a few minutes.");
            }
            catch (RequestFailedException meanwhile) when (meanwhile.Status == 412)
            {
                throw new UserErrorException(
                    "The data changed while the command was running. Run the command again; it continues with what is left.");
            }
        });
    }

    private ServiceProvider Open()
    {
        var settings = Storage.Length > 0
            ? new Dictionary<string, string?> { [Connections.TrustData] = Storage }
            : Services.ToDictionary(service => $"{Connections.TrustData}:{service}ServiceUri", string? (service) => AddressOf(service));
        return new ServiceCollection()
            .AddLogging()
            .AddAttendance(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider(validateScopes: true);
    }

    // The access token is sent to this address, so the address is built only from a validated account name.
    private string AddressOf(string service) =>
        Account.Length is >= 3 and <= 24 && Account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        ? $"https://{Account}.{service}.core.windows.net"
        : throw new UserErrorException(
            $"{Account} is not the name of a storage account. Names have 3 to 24 lower-case letters and digits.");
}
