using System.Globalization;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// The storage accounts that Azurite is started with: the published development account, and spare accounts, so that each test can have
/// its own tables, queues and containers under the product's names.
/// </summary>
internal static class AzuriteAccounts
{
    public const string Published = "devstoreaccount1";

    /// <summary>Azurite's published key. It is no secret: every installation has it, and it only opens an emulator.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>As many as fit: Linux takes no variable of more than 128 KiB, and an account takes 99 bytes.</summary>
    public const int SpareCount = 1300;

    /// <summary>The environment variable from which Azurite reads its accounts.</summary>
    public const string Variable = "AZURITE_ACCOUNTS";

    /// <summary>The value of the variable: the name and key of each account.</summary>
    public static string Value { get; } =
        string.Join(';', Enumerable.Range(1, SpareCount).Select(NameOfSpare).Prepend(Published).Select(name => $"{name}:{Key}"));

    /// <summary>The name of a spare account, 1 to <see cref="SpareCount"/>.</summary>
    public static string NameOfSpare(int number) => "spare" + number.ToString("000", CultureInfo.InvariantCulture);
}
