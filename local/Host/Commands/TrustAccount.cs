using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Sessions;
using Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The storage account that a verb works on: by its connection string, or by its name as whoever is signed in.</summary>
/// <param name="Storage">A connection string; empty where <paramref name="Account"/> names one.</param>
/// <param name="Account">The name of a storage account in Azure; empty where <paramref name="Storage"/> is given.</param>
public sealed record TrustAccount(string Storage, string Account)
{
    private static readonly string[] Services = ["blob", "queue", "table"];

    /// <exception cref="MendableException">Not exactly one account is named.</exception>
    public void Check()
    {
        if (Storage.Length == 0 == (Account.Length == 0))
        {
            throw new MendableException(
                "Say where: --account and the name of a storage account in Azure, or --storage and a connection string, and not both.");
        }
    }

    /// <summary>Does something with the app's services on the account.</summary>
    /// <exception cref="MendableException">Not exactly one account is named, or it cannot be used; the message says what to do.</exception>
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
                throw new MendableException(
                    $"{held.Message} The school's night or a release is being worked out; try again in some minutes.");
            }
            catch (RequestFailedException meanwhile) when (meanwhile.Status == 412)
            {
                throw new MendableException(
                    "Something was written while this went on. Run the command again: it finds what is left and finishes it.");
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

    // Whoever is signed in shows their token to this address, so it is made of nothing but an account's name.
    private string AddressOf(string service) =>
        Account.Length is >= 3 and <= 24 && Account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        ? $"https://{Account}.{service}.core.windows.net"
        : throw new MendableException($"{Account} is no name of a storage account: those have 3 to 24 small letters and digits.");
}
