using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>Whatever comes in, matching it takes time in proportion to its length.</summary>
public sealed class RegularExpressionTests
{
    private static readonly IReadOnlyList<GeneratedRegexAttribute> All =
    [
        .. new[] { typeof(Rate).Assembly, typeof(RegisterReader).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<GeneratedRegexAttribute>()).OfType<GeneratedRegexAttribute>(),
    ];

    [Fact]
    public void No_regular_expression_backtracks()
    {
        Assert.NotEmpty(All);
        Assert.Empty(All
            .Where(expression => !expression.Options.HasFlag(RegexOptions.NonBacktracking)).Select(expression => expression.Pattern));
    }
}
