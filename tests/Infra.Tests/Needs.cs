using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Names = AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>The resources that the code needs, read from the code by reflection.</summary>
/// <param name="Queues">The queues, including poison queues.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Incoming">The containers that the app only reads.</param>
/// <param name="Written">The containers that the app writes.</param>
/// <param name="Settings">The app settings.</param>
/// <param name="Connections">The connection names of the triggers.</param>
/// <param name="Functions">The names of the functions.</param>
/// <param name="LogTemplates">The templates of the app's log messages.</param>
public sealed partial record Needs(
    IReadOnlyCollection<string> Queues, IReadOnlyCollection<string> Tables, IReadOnlyCollection<string> Incoming,
    IReadOnlyCollection<string> Written,
    IReadOnlyCollection<string> Settings, IReadOnlyCollection<string> Connections, IReadOnlyCollection<string> Functions,
    IReadOnlyCollection<string> LogTemplates)
{
    /// <summary>Settings that are only used outside Azure, for a service without identities or at another address.</summary>
    private static readonly string[] OnlyWithoutAzure = ["Sms__ConnectionString", "Email__Host"];

    public static Needs OfTheCode { get; } = Read();

    public static string PoisonSuffix => Names.Queues.PoisonSuffix;

    private static Needs Read()
    {
        var assembly = typeof(TrustStorage).Assembly;
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .ToList();
        var triggers = functions.Select(method => method.GetParameters()[0].GetCustomAttribute<QueueTriggerAttribute>())
            .OfType<QueueTriggerAttribute>()
            .ToList();
        var queues = Constants(typeof(Names.Queues)).Except([Names.Queues.PoisonSuffix]).ToList();
        var onlyRead = Names.Containers.Incoming.Except(Names.Containers.Uploaded).ToList();
        return new(
            [.. queues, .. queues.Select(queue => queue + Names.Queues.PoisonSuffix)],
            Names.Tables.All,
            onlyRead,
            [.. Names.Containers.All.Except(onlyRead)],
            [.. SettingsOf(assembly).Except(OnlyWithoutAzure)],
            [.. triggers.Select(trigger => trigger.Connection).OfType<string>().Append(Names.Connections.TrustData).Distinct()],
            [.. functions.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)],
            [.. Sources.In("functions", ".cs").Values
                .SelectMany(source => Template().Matches(source))
                .Select(template => string.Concat(template.Groups[1].Captures.Select(part => part.Value)))]);
    }

    /// <summary>The properties of every class that declares its section of the settings.</summary>
    private static IEnumerable<string> SettingsOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.GetField("Section") is { IsLiteral: true })
        .SelectMany(type => type.GetProperties().Select(property => $"{type.GetField("Section")!.GetRawConstantValue()}__{property.Name}"));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*?Message = (?:\s*\+?\s*""([^""]*)"")+\)\]")]
    private static partial Regex Template();
}
