using System.Reflection;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>A function with a timer trigger.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Schedule">The cron schedule with seconds, in UTC.</param>
public sealed record TimerFunction(string Name, MethodInfo Method, CrontabSchedule Schedule);

/// <summary>A function with a queue trigger.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Queue">The queue's name.</param>
public sealed record QueueFunction(string Name, MethodInfo Method, string Queue)
{
    /// <summary>Whether the queue is a poison queue.</summary>
    public bool IsPoison => Queue.EndsWith(Queues.PoisonSuffix, StringComparison.Ordinal);
}

/// <summary>A function with an HTTP trigger.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Method">The method to call.</param>
/// <param name="Verbs">The HTTP methods that it answers.</param>
/// <param name="Route">The paths that it answers, without the slash at the beginning.</param>
public sealed record HttpFunction(string Name, MethodInfo Method, IReadOnlyList<string> Verbs, RouteTemplate Route);

/// <summary>The functions of an app, found by the Functions worker's attributes and ordered by name.</summary>
public sealed record FunctionCatalogue(
    IReadOnlyList<TimerFunction> Timers, IReadOnlyList<QueueFunction> Queues, IReadOnlyList<HttpFunction> Pages)
{
    private const BindingFlags Methods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Finds the functions of an assembly.</summary>
    /// <exception cref="NotSupportedException">
    /// A function needs a feature that this host does not support; the message says which.
    /// </exception>
    public static FunctionCatalogue From(Assembly assembly) => From(assembly.GetTypes());

    /// <summary>Finds the functions of some classes.</summary>
    /// <exception cref="NotSupportedException">
    /// A function needs a feature that this host does not support; the message says which.
    /// </exception>
    public static FunctionCatalogue From(IEnumerable<Type> types)
    {
        var methods =
            from type in types
            from method in type.GetMethods(Methods)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            orderby function.Name
            select (function.Name, Method: method);

        var timers = new List<TimerFunction>();
        var queues = new List<QueueFunction>();
        var pages = new List<HttpFunction>();
        foreach (var (name, method) in methods)
        {
            CheckShape(name, method);
            if (Trigger<TimerTriggerAttribute, TimerInfo>(method) is { } timer)
            {
                timers.Add(new TimerFunction(name, method, Schedule(name, timer.Schedule)));
            }
            else if (Trigger<QueueTriggerAttribute, QueueMessage>(method) is { } queue)
            {
                queues.Add(new QueueFunction(name, method, Plain(name, queue.QueueName)));
            }
            else if (Trigger<HttpTriggerAttribute, HttpRequest>(method) is { } page)
            {
                pages.Add(new HttpFunction(name, method, page.Methods ?? [], TemplateParser.Parse(Plain(name, page.Route ?? name))));
            }
            else
            {
                throw Unsupported(
                    name,
                    "has neither a [TimerTrigger] TimerInfo, a [QueueTrigger] QueueMessage nor an [HttpTrigger] HttpRequest parameter");
            }
        }

        return new FunctionCatalogue(timers, queues, pages);
    }

    private static TAttribute? Trigger<TAttribute, TParameter>(MethodInfo method)
        where TAttribute : Attribute =>
        method.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(TParameter))
            .Select(parameter => parameter.GetCustomAttribute<TAttribute>())
            .FirstOrDefault(attribute => attribute is not null);

    private static void CheckShape(string name, MethodInfo method)
    {
        var isPage = method.GetParameters().Any(parameter => parameter.ParameterType == typeof(HttpRequest));
        if (isPage ? method.ReturnType != typeof(Task<IResult>)
            : method.ReturnType != typeof(void) && method.ReturnType != typeof(Task) && method.ReturnType != typeof(ValueTask))
        {
            throw Unsupported(name, $"returns {method.ReturnType.Name}; output bindings are not supported, so it must return "
                + (isPage ? "a Task<IResult>" : "nothing"));
        }

        var triggers = 0;
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(TimerInfo) || parameter.ParameterType == typeof(QueueMessage)
                || parameter.ParameterType == typeof(HttpRequest))
            {
                triggers++;
            }
            else if (parameter.ParameterType != typeof(CancellationToken))
            {
                throw Unsupported(
                    name, $"has the parameter '{parameter.Name}', but only its trigger and a CancellationToken are supported");
            }
        }

        if (triggers > 1)
        {
            throw Unsupported(name, "has more than one trigger");
        }
    }

    private static CrontabSchedule Schedule(string name, string schedule) =>
        CrontabSchedule.TryParse(Plain(name, schedule), new CrontabSchedule.ParseOptions { IncludingSeconds = true })
        ?? throw Unsupported(name, $"has the schedule '{schedule}', which is not a cron expression of six fields");

    private static string Plain(string name, string value) =>
        value.Contains('%', StringComparison.Ordinal)
            ? throw Unsupported(name, $"takes '{value}' from the app's settings, but only constants are supported")
            : value;

    private static NotSupportedException Unsupported(string name, string reason) =>
        new($"The local host cannot run the function {name}: it {reason}.");
}
