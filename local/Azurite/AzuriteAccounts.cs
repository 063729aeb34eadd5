using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// The accounts that an Azurite of ours knows: the published one, and spare ones that differ in nothing but their name, so that
/// each test can have tables, queues and containers of its own under the product's names.
/// </summary>
internal static class AzuriteAccounts
{
    public const string Published = "devstoreaccount1";

    /// <summary>Azurite's published key: every installation has it, and it opens nothing but an emulator.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public const int Spares = 1000;

    /// <summary>The variable from which Azurite takes its accounts.</summary>
    public const string Variable = "AZURITE_ACCOUNTS";

    /// <summary>What the variable holds: account and key of each.</summary>
    public static string Value { get; } =
        string.Join(';', Enumerable.Range(1, Spares).Select(NameOfSpare).Prepend(Published).Select(name => $"{name}:{Key}"));

    /// <summary>The name of a spare account, 1 to <see cref="Spares"/>.</summary>
    public static string NameOfSpare(int number) => "spare" + number.ToString("000", CultureInfo.InvariantCulture);
}
