namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function; one of its parameters carries the trigger.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function; no two functions of an app share a name.</summary>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The function's name.</summary>
    public string Name { get; }
}
