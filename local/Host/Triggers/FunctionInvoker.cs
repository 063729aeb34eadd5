using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Calls functions like the Functions worker: with a new service scope and a new instance for each invocation.</summary>
/// <param name="services">The app's services.</param>
public sealed class FunctionInvoker(IServiceProvider services)
{
    /// <summary>Calls a function and returns when it has ended. Exceptions of the function are thrown unchanged.</summary>
    /// <param name="method">The function.</param>
    /// <param name="trigger">The trigger's value: a <c>TimerInfo</c> or a <c>QueueMessage</c>.</param>
    /// <param name="cancellationToken">Passed to the function's <see cref="CancellationToken"/> parameter.</param>
    public Task InvokeAsync(MethodInfo method, object trigger, CancellationToken cancellationToken) =>
        CallAsync(method, trigger, _ => Task.CompletedTask, cancellationToken);

    /// <summary>Calls a function with an HTTP trigger and writes what it returns as the response.</summary>
    public Task AnswerAsync(MethodInfo method, HttpContext context) => CallAsync(
        method, context.Request, async outcome => await (await (Task<IResult>)outcome!).ExecuteAsync(context), context.RequestAborted);

    private async Task CallAsync(MethodInfo method, object trigger, Func<object?, Task> use, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, method.DeclaringType!);
        object[] arguments =
        [
            .. from parameter in method.GetParameters()
               select parameter.ParameterType == typeof(CancellationToken) ? cancellationToken : trigger,
        ];
        var outcome = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (outcome is Task task)
        {
            await task;
        }
        else if (outcome is ValueTask valueTask)
        {
            await valueTask;
        }

        await use(outcome);
    }
}
