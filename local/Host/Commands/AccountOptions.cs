using System.CommandLine;

namespace AttendanceFunctions.Local.Host.Commands;

/// <summary>The two ways of naming the storage account that a verb works on.</summary>
internal sealed class AccountOptions
{
    public Option<string> Storage { get; } = new("--storage")
    {
        Description = "A storage account's connection string.",
        DefaultValueFactory = _ => ""
    };

    public Option<string> Account { get; } = new("--account")
    {
        Description = "In place of it, the name of a storage account in Azure, used as whoever is signed in.",
        DefaultValueFactory = _ => "",
    };

    /// <summary>The account that a command line names.</summary>
    public TrustAccount In(ParseResult given) => new(given.GetRequiredValue(Storage), given.GetRequiredValue(Account));
}
