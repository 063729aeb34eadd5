using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

public sealed class TrustSettingsTests(AzuriteFixture azurite)
{
    private const string FaultyPolicy = """{ "id": "own", "name": "Own", "source": "Ours", "target": 200, "schoolDays": 190, "learningHoursPerDay": 5, "top": { "name": "Fine" }, "stages": [ { "name": "One", "below": 190 } ] }""";

    [Fact]
    public async Task All_faults_of_all_files_are_said_together()
    {
        var settings = Sample.Settings(mode: "sometimes", extra: "\"minimumCoverage\": 50,").Replace("lead@example.org", "lead", StringComparison.Ordinal);
        var faults = await FaultsAsync(settings, trust => trust.PutAsync(Containers.Settings, "policies/own.json", FaultyPolicy));

        Assert.Contains(faults, fault => fault.StartsWith("settings/policies/own.json ", StringComparison.Ordinal) && fault.Contains("target", StringComparison.Ordinal));
        foreach (var name in new[] { "mode", "minimumCoverage", "email" })
        {
            Assert.Contains(faults, fault => fault.StartsWith("settings/trust.json ", StringComparison.Ordinal) && fault.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_missing_file_is_one_fault_beside_the_others()
    {
        var faults = await FaultsAsync(Sample.Settings(), async trust =>
        {
            await trust.PutAsync(Containers.Settings, "policies/own.json", FaultyPolicy);
            await trust.Storehouse.Container(Containers.Settings).DeleteBlobAsync(TrustSettings.TrustFile, cancellationToken: TestContext.Current.CancellationToken);
        });

        Assert.Contains(faults, fault => fault.Contains("settings/trust.json: there is no such file", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("policies/own.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_said_to_be_none()
    {
        var faults = await FaultsAsync("{ \"name\": ", _ => Task.CompletedTask);
        Assert.Contains("settings/trust.json", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_the_trusts_own_is_followed()
    {
        var own = FaultyPolicy.Replace("200", "97", StringComparison.Ordinal).Replace("\"below\": 190", "\"below\": 90", StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings("own"));
        await trust.PutAsync(Containers.Settings, "policies/own.json", own);

        Assert.Equal("own", (await trust.SettingsAsync()).Schools.Single().Policy.Id);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(string settings, Func<TestTrust, Task> arrange)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        await arrange(trust);
        var faulty = await Assert.ThrowsAsync<SettingsFaultyException>(trust.SettingsAsync);
        Assert.All(faulty.Faults, fault => Assert.Contains(fault, faulty.Message, StringComparison.Ordinal));
        return faulty.Faults;
    }
}
