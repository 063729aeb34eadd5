using AttendanceFunctions.Local.Host.Triggers;

namespace AttendanceFunctions.Tests.Local.Host;

public sealed class QueueSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attendance-host-json-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_settings_of_the_app_are_read()
    {
        var settings = QueueSettings.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));

        Assert.Equal(new QueueSettings(4, 2, 8, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(15)), settings);
    }

    [Fact]
    public void Missing_settings_get_the_defaults_of_the_runtime()
    {
        var settings = QueueSettings.Read(Write("""{ "extensions": { "queues": { "messageEncoding": "none" } } }"""));

        Assert.Equal(new QueueSettings(16, 8, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1)), settings);
    }

    [Fact]
    public void Encoded_messages_are_rejected()
    {
        var fault = Assert.Throws<InvalidDataException>(() => QueueSettings.Read(Write("""{ "version": "2.0" }""")));

        Assert.Contains("messageEncoding", fault.Message, StringComparison.Ordinal);
    }

    private string Write(string json)
    {
        var path = Path.Combine(folder.FullName, "host.json");
        File.WriteAllText(path, json);
        return path;
    }
}
