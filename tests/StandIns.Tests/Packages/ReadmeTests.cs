using System.Reflection;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.StandIns.Packages;

/// <summary>The README is the list of what the product uses of the official packages: a stand-in has what it names, and nothing else.</summary>
public partial class ReadmeTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly IReadOnlyList<string> StandIns =
    [
        .. typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Value == "StandIn").Select(metadata => metadata.Key),
    ];

    public static TheoryData<string> Packages => [.. StandIns];

    [Fact]
    public void Every_stand_in_has_its_part_of_the_readme_and_every_part_its_stand_in() =>
        Assert.Equal(StandIns.Order(StringComparer.Ordinal), Parts().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_stand_in_has_the_types_and_members_that_the_readme_names(string package)
    {
        var types = Assembly.Load(package).GetExportedTypes().ToDictionary(NameOf);
        var listed = Parts()[package];
        Assert.Equal(types.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(types, type => Assert.Equal(
            MembersOf(type.Value).Order(StringComparer.Ordinal),
            listed[type.Key].Distinct().Order(StringComparer.Ordinal)));
    }

    private static string NameOf(Type type) => type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name.Split('`')[0];

    private static IEnumerable<string> MembersOf(Type type) => type.GetMembers(Declared).Where(IsVisible).Select(member => member switch
    {
        ConstructorInfo => type.Name,
        PropertyInfo property when property.GetIndexParameters().Length > 0 => "this",
        _ => member.Name,
    }).Distinct();

    private static bool IsVisible(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => IsVisible((MethodBase)constructor) && !IsImplicit(constructor),
        MethodInfo method => IsVisible((MethodBase)method) && !method.IsSpecialName,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // A class without a written constructor has one without parameters; the readme does not repeat that for each.
    private static bool IsImplicit(ConstructorInfo constructor) =>
        constructor.GetParameters().Length == 0 && constructor.DeclaringType!.GetConstructors().Length == 1;

    /// <summary>Package by package, and type by type, the names that the readme's tables list.</summary>
    private static Dictionary<string, Dictionary<string, List<string>>> Parts()
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream("standins.md")!);
        return reader.ReadToEnd().Split("\n## ")
            .Select(part => (Heading: part.Split('\n')[0].Split(' ')[0], Rows: Row().Matches(part)))
            .Where(part => part.Rows.Count > 0)
            .ToDictionary(
                part => part.Heading,
                part => part.Rows.ToDictionary(
                    row => row.Groups["type"].Value,
                    row => Member().Matches(row.Groups["members"].Value).Select(member => member.Groups["name"].Value).ToList()));
    }

    [GeneratedRegex(@"^\| `(?<type>[\w.]+)[^`]*` \|(?<members>.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+)[^`]*`")]
    private static partial Regex Member();
}
