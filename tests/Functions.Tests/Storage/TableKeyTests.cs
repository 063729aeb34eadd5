using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class TableKeyTests(AzuriteFixture azurite)
{
    /// <summary>As long as the service allows: 1,024 characters, each of which is escaped.</summary>
    private const string LongName = "registers/141234/" + Tildes + Tildes + Tildes + Tildes;

    private const string Tildes = Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen
        + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen;

    private const string Sixteen = "~~~~~~~~~~~~~~~~";

    private static readonly DateOnly Night = new(2025, 9, 26);

    [Fact]
    public void Any_text_comes_back_from_its_key() =>
        Prop.ForAll<NonNull<string>>(text => TableKeys.TextOf(TableKeys.OfText(text.Get)) == text.Get).QuickCheckThrowOnFailure();

    [Fact]
    public void A_key_holds_no_character_that_the_service_forbids() =>
        Prop.ForAll<NonNull<string>>(
            text => !TableKeys.OfText(text.Get).Any(c => "/\\#?".Contains(c, StringComparison.Ordinal) || char.IsControl(c)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("registers/141234/plain.csv")]
    [InlineData("registers/141234/O'Brien's \"marks\" #2? 100%.csv")]
    [InlineData("registers/141234/back\\slash ~ tilde ~002f.csv")]
    [InlineData("registers/141234/%2F %25 + & = ; , : @ $ ! * ( ).csv")]
    [InlineData("registers/141234/Llanbêr 日本 😀.csv")]
    [InlineData("registers/141234/tab\tdelete\u007f next\u0085.csv")]
    [InlineData("registers/141234/.. /. / end .csv ")]
    [InlineData(LongName)]
    public async Task A_file_of_any_name_is_kept_and_found_again(string name)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var ledger = trust.Get<IntakeLedger>();
        var token = TestContext.Current.CancellationToken;
        var entry = new IntakeEntry(name, "\"1\"", IntakeOutcome.Applied, "", 3, 1, 0, StatedDates.Of([Night]), Night, "");

        await ledger.WriteAsync("141234", new Dictionary<string, IntakeEntry>(), [entry], token);
        var known = await ledger.ReadAsync("141234", token);
        await ledger.WriteAsync("141234", known, [entry with { ETag = "\"2\"" }], token);

        Assert.Equal(entry, Assert.Single(known).Value);
        Assert.Equal(entry with { ETag = "\"2\"" }, Assert.Single(await ledger.ReadAsync("141234", token)).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no such school? #1")]
    public async Task A_folder_of_any_name_is_kept_and_found_again(string folder)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var ledger = trust.Get<IntakeLedger>();
        var token = TestContext.Current.CancellationToken;
        var entry = new IntakeEntry("registers/x.csv", "\"1\"", IntakeOutcome.Held, "why", 0, 0, 0, StatedDates.None, Night, "");

        await ledger.WriteAsync(folder, new Dictionary<string, IntakeEntry>(), [entry], token);

        Assert.Equal(entry, Assert.Single(await ledger.ReadAsync(folder, token)).Value);
        Assert.Equal((folder, entry), Assert.Single(await ledger.ReadAllAsync(token)));
    }
}
