using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Calls functions as the worker does: a service scope and an instance for every invocation.</summary>
/// <param name="services">The app's services.</param>
public sealed class FunctionInvoker(IServiceProvider services)
{
    /// <summary>Calls a function and returns when it has ended. What it throws is thrown here.</summary>
    /// <param name="method">The function.</param>
    /// <param name="trigger">What started it: a timer's info or a queue's message.</param>
    /// <param name="cancellationToken">Is bound to the function's own parameter of this kind.</param>
    public async Task InvokeAsync(MethodInfo method, object trigger, CancellationToken cancellationToken)
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
    }
}
