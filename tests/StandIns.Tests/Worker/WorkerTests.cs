using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Tests.StandIns.Worker;

public class WorkerTests
{
    [Fact]
    public void The_attributes_say_what_was_written_into_them()
    {
        Assert.Equal("RunSchoolNight", Of(nameof(OnMessage)).GetCustomAttribute<FunctionAttribute>()!.Name);
        var queue = Of(nameof(OnMessage)).GetParameters()[0].GetCustomAttribute<QueueTriggerAttribute>()!;
        var timer = Of(nameof(OnTick)).GetParameters()[0].GetCustomAttribute<TimerTriggerAttribute>()!;
        Assert.Equal(("school-nights", "Storage"), (queue.QueueName, queue.Connection));
        Assert.Equal(("0 */15 17-21 * * *", true, false), (timer.Schedule, timer.UseMonitor, timer.RunOnStartup));
        Assert.Null(new QueueTriggerAttribute("q").Connection);
    }

    [Fact]
    public void A_built_app_has_its_services_and_settings()
    {
        var builder = FunctionsApplication.CreateBuilder(["--Colour=green"]);
        builder.Services.AddSingleton(new Uri("https://example.org"));
        IHostApplicationBuilder hosting = builder;
        Assert.Same(builder.Services, hosting.Services);
        Assert.Same(builder.Configuration, hosting.Configuration);

        using var app = builder.Build();
        Assert.Equal("https://example.org/", app.Services.GetRequiredService<Uri>().AbsoluteUri);
        Assert.Equal("green", app.Services.GetRequiredService<IConfiguration>()["Colour"]);
    }

    [Fact]
    public async Task Running_it_says_what_runs_the_functions_before_anything_starts()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Services.AddHostedService<Started>();
        builder.Logging.ClearProviders();
        using var app = builder.Build();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains("no Functions worker", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project local/Host -- host", refusal.Message, StringComparison.Ordinal);
    }

    [Function("RunSchoolNight")]
    internal static void OnMessage([QueueTrigger("school-nights", Connection = "Storage")] string message) => ArgumentNullException.ThrowIfNull(message);

    [Function("PullRegisters")]
    internal static void OnTick([TimerTrigger("0 */15 17-21 * * *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);

    private static MethodInfo Of(string name) => typeof(WorkerTests).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private sealed class Started : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException("The app's own service was started.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
