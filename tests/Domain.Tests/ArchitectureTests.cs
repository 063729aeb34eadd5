using System.Reflection;
using System.Runtime.CompilerServices;
using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain;

public sealed class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(Rate).Assembly;

    private static IEnumerable<Type> WrittenTypes =>
        Domain.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.StartsWith('<'));

    [Fact]
    public void The_domain_knows_the_framework_and_nobody_else() =>
        Assert.All(Domain.GetReferencedAssemblies(), assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));

    [Fact]
    public void The_domain_reads_no_file_and_no_network()
    {
        string[] outside = [
            "System.IO.FileSystem", "System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Diagnostics.Process"
        ];

        Assert.Empty(Domain.GetReferencedAssemblies().Select(assembly => assembly.Name).Intersect(outside));
    }

    [Fact]
    public void No_static_field_of_the_domain_can_be_set() =>
        Assert.Empty(WrittenTypes
            .SelectMany(
                type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral)
            .Select(field => $"{field.DeclaringType}.{field.Name}"));

    [Fact]
    public void No_property_of_the_domain_can_be_set_after_its_object_was_made() =>
        Assert.Empty(WrittenTypes
            .SelectMany(
                type => type.GetProperties(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(
                property =>
                    property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(property => $"{property.DeclaringType}.{property.Name}"));

    [Fact]
    public void Every_public_type_stands_in_a_folder_of_the_domain() =>
        Assert.All(
            Domain.GetExportedTypes(), type => Assert.StartsWith("AttendanceFunctions.Domain.", type.Namespace, StringComparison.Ordinal));
}
