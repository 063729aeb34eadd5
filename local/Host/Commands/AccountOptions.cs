using System.CommandLine;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The two options that name a storage account: by connection string, or by account name.</summary>
internal sealed class AccountOptions
{
    public Option<string> Storage { get; } = new("--storage")
    {
        Description = "The connection string of the storage account.",
        DefaultValueFactory = _ => ""
    };

    public Option<string> Account { get; } = new("--account")
    {
        Description = "Instead of --storage: the name of a storage account in Azure. Uses the identity that is signed in.",
        DefaultValueFactory = _ => "",
    };

    /// <summary>Reads the account from a parsed command line.</summary>
    public TrustAccount In(ParseResult given) => new(given.GetRequiredValue(Storage), given.GetRequiredValue(Account));
}
