using System.Text;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

public sealed class TrustSettingsTests(AzuriteFixture azurite)
{
    private const string FaultyPolicy =
        """
        {
          "id": "own", "name": "Own", "source": "Ours", "target": 200, "schoolDays": 190, "learningHoursPerDay": 5,
          "top": { "name": "Fine" }, "stages": [ { "name": "One", "below": 190 } ]
        }
        """;

    [Fact]
    public async Task All_faults_of_all_files_are_said_together()
    {
        var settings = Sample.Settings(mode: "sometimes", extra: "\"minimumCoverage\": 50,")
            .Replace("lead@example.org", "lead", StringComparison.Ordinal);
        var faults = await FaultsAsync(settings, trust => trust.PutAsync(Containers.Settings, "policies/own.json", FaultyPolicy));

        Assert.Contains(
            faults,
            fault => fault.StartsWith("settings/policies/own.json ", StringComparison.Ordinal)
                && fault.Contains("target", StringComparison.Ordinal));
        foreach (var name in new[] { "mode", "minimumCoverage", "email" })
        {
            Assert.Contains(
                faults,
                fault =>
                    fault.StartsWith("settings/trust.json ", StringComparison.Ordinal) && fault.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_missing_file_is_one_fault_beside_the_others()
    {
        var faults = await FaultsAsync(Sample.Settings(), async trust =>
        {
            await trust.PutAsync(Containers.Settings, "policies/own.json", FaultyPolicy);
            await trust.TrustStorage.Container(Containers.Settings)
                .DeleteBlobAsync(SettingsReader.TrustFile, cancellationToken: TestContext.Current.CancellationToken);
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
    public async Task Half_of_a_character_and_a_second_mode_are_faults_with_their_places()
    {
        var settings = Sample.Settings(extra: "\"mode\": \"automatic\",")
            .Replace("Riverside Academies Trust", "L\\ud800", StringComparison.Ordinal);

        var faults = await FaultsAsync(settings, _ => Task.CompletedTask);

        Assert.Contains(faults, fault => fault.StartsWith("settings/trust.json $.name: line ", StringComparison.Ordinal)
            && fault.EndsWith("holds half of a character (a lone surrogate); write the text again.", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("settings/trust.json $.mode: line ", StringComparison.Ordinal)
            && fault.Contains("is given a second time", StringComparison.Ordinal));
        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_refused_before_it_is_read()
    {
        var faults = await FaultsAsync(Sample.Settings(), trust => trust.PutAsync(
            Containers.Settings, "policies/own.json", BinaryData.FromBytes(new byte[20 * SettingsBounds.JsonBytes])));

        Assert.Equal(
            "settings/policies/own.json $: has more than 1024 KB, which no policy needs; put a plain text file there.",
            Assert.Single(faults));
    }

    [Fact]
    public async Task Text_in_another_encoding_is_a_fault_with_its_line() => Assert.StartsWith(
        "settings/policies/own.json $: is no text in UTF-8 on line 2;",
        Assert.Single(await FaultsAsync(Sample.Settings(), trust => trust.PutAsync(
            Containers.Settings, "policies/own.json", BinaryData.FromBytes([(byte)'{', (byte)'\n', 0xE9, (byte)'}'])))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_policy_of_the_trusts_own_is_followed()
    {
        var own = FaultyPolicy.Replace("200", "97", StringComparison.Ordinal)
            .Replace("\"below\": 190", "\"below\": 90", StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings("own"));
        await trust.PutAsync(Containers.Settings, "policies/own.json", own);

        Assert.Equal("own", (await trust.SettingsAsync()).Schools.Single().Policy.Id);
    }

    [Fact]
    public async Task Faults_of_messages_are_said_with_all_others_whatever_else_is_wrong()
    {
        var settings = Sample.Settings(mode: "sometimes");
        var faults = await FaultsAsync(settings, async trust =>
        {
            await trust.PutAsync(Containers.Settings, "policies/own.json", FaultyPolicy);
            await trust.PutAsync(
                Containers.Settings, "messages/english/stage.txt", Message.Replace("{{Parent}}", "{{Parnet}}", StringComparison.Ordinal));
            await trust.PutAsync(Containers.Settings, "messages/english/notes.txt", Message);
            await trust.PutAsync(
                Containers.Settings, "messages/polish/meeting.txt", BinaryData.FromBytes([.. Encoding.UTF8.GetBytes(Message), 0xFF]));
        });

        string[] expected =
        [
            "settings/trust.json $.mode: ", "settings/policies/own.json $.target: ",
            "settings/messages/english/stage.txt line 14, column 1: {{Parnet}}",
            "settings/messages/english/notes.txt: no message has this name", "settings/messages/polish/meeting.txt: is no text in UTF-8",
        ];
        Assert.All(expected, start => Assert.Contains(faults, fault => fault.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_text_over_its_limit_is_refused_with_the_settings()
    {
        var faults = await FaultsAsync(
            Sample.Settings(extra: "\"mostSegments\": 1,"),
            trust => trust.PutAsync(Containers.Settings, "messages/english/stage.txt", Message));

        Assert.Contains(faults, fault => fault.StartsWith("settings/messages/english/stage.txt: has 2 segments", StringComparison.Ordinal));
        Assert.Contains(
            faults, fault => fault.StartsWith("settings/trust.json $.mostSegments: the built-in meeting ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_of_the_trusts_own_is_sent_and_a_needless_cost_of_it_is_remarked_upon()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(
            Containers.Settings, "messages/English/stage.txt", Message.Replace("Call", "We’re here: call", StringComparison.Ordinal));

        await trust.InScopeAsync<TrustSettings>(async settings =>
        {
            Assert.Equal("Ms Sample: Tom missed 1 day. We’re here: call Riverside on 01632.", await TextAsync(settings));
            Assert.Contains(
                "settings/messages/English/stage.txt: makes every text cost more",
                Assert.Single(settings.Remarks),
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_file_is_downloaded_once_for_each_of_its_versions_and_the_rest_is_one_listing()
    {
        var (obstacle, reads) = (new Obstacle(), new List<string>());
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);
        await trust.PutAsync(Containers.Settings, "messages/english/stage.txt", Message);
        await trust.PutAsync(Containers.Settings, "letters/concern-letter.docx", "read by letters");
        obstacle.Watch(request => reads.Add(request.Uri.Path.Split('/')[^1]));

        Assert.StartsWith("Ms Sample: Tom", await TextAsync(trust), StringComparison.Ordinal);
        Assert.Equal(["settings", "stage.txt", "trust.json"], reads);
        reads.Clear();

        Assert.StartsWith("Ms Sample: Tom", await TextAsync(trust), StringComparison.Ordinal);
        Assert.Equal(["settings"], reads);
        await trust.PutAsync(
            Containers.Settings, "messages/english/stage.txt", Message.Replace("{{Parent}}:", "Now:", StringComparison.Ordinal));
        reads.Clear();

        Assert.StartsWith("Now: Tom", await TextAsync(trust), StringComparison.Ordinal);
        Assert.Equal(["settings", "stage.txt"], reads);
        await trust.TrustStorage.Container(Containers.Settings)
            .DeleteBlobAsync("messages/english/stage.txt", cancellationToken: TestContext.Current.CancellationToken);
        reads.Clear();

        Assert.StartsWith("Dear Ms Sample", await TextAsync(trust), StringComparison.Ordinal);
        Assert.Equal(["settings"], reads);
    }

    [Fact]
    public async Task Settings_that_are_mended_are_read_by_the_next_invocation()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(mode: "sometimes"));
        await Assert.ThrowsAsync<SettingsFaultyException>(trust.SettingsAsync);
        await Assert.ThrowsAsync<SettingsFaultyException>(trust.SettingsAsync);

        await trust.PutAsync(Containers.Settings, SettingsReader.TrustFile, Sample.Settings());

        Assert.Equal("Riverside Academies Trust", (await trust.SettingsAsync()).Name);
    }

    private const string Message =
        "[subject]\nHelp\n[parent]\nparent\n[child]\n{{ChildFirstName}} missed "
        + "{{DaysMissed}}\n[and]\nand\n[or]\nor\n[school]\n{{SchoolName}} on {{SchoolPhone}}\n"
        + "[text]\n{{Parent}}: {{Children}}. Call {{Schools}}.\n[email]\nDear {{Parent}},\n\n{{Children}}.\n\nCall {{Schools}}.\n";

    private static async Task<string> TextAsync(TestTrust trust)
    {
        var text = "";
        await trust.InScopeAsync<TrustSettings>(async settings => text = await TextAsync(settings));
        return text;
    }

    private static async Task<string> TextAsync(TrustSettings settings)
    {
        var tom = new Child(
            "Tom",
            "Riverside",
            "01632",
            false,
            new(new DateOnly(2025, 9, 1), new DateOnly(2026, 8, 31)),
            new Tally(48, 0, 2, 0, 0, 0, 0),
            5);
        return (await settings.ReadMessagesAsync(TestContext.Current.CancellationToken))
            .Fill(MessageKind.Stage, "", "Ms Sample", [tom]).Text;
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
