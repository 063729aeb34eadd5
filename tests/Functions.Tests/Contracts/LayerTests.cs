using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Functions;
using Mono.Cecil;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>
/// The folders of domain/ and functions/ are layers: a type uses types of its own folder and of those below it (docs/decisions/0024).
/// </summary>
public sealed class LayerTests
{
    private const string Domain = "AttendanceFunctions.Domain";

    private const string Functions = "AttendanceFunctions.Functions";

    /// <summary>From the top down.</summary>
    private static readonly string[] DomainLayers =
    [
        "Summaries", "Letters", "Messages", "Cases", "Absences", "Trusts", "Policies", "Pupils", "Attendance", "Registers", "Calendar",
        "Text",
    ];

    /// <summary>From the top down. The composition root stands in no folder, above them all.</summary>
    private static readonly string[] FunctionsLayers =
    [
        "", "Triggers", "Office", "Subjects", "Mornings", "Nights", "Summaries", "Worklists", "Decisions", "Letters", "Messages", "Intake",
        "Operations",
        "Documents", "Storage",
    ];

    private static readonly IReadOnlyList<TypeUse> Uses =
        [.. TypeUse.ReadAll(typeof(Rate).Assembly.Location), .. TypeUse.ReadAll(typeof(AttendanceServices).Assembly.Location)];

    [Fact]
    public void No_folder_uses_one_above_it() => Assert.True(!Upwards(Uses).Any(), string.Join('\n', Upwards(Uses)));

    [Fact]
    public void No_folders_use_each_other_in_a_cycle() => Assert.True(!Cycles(Uses).Any(), string.Join('\n', Cycles(Uses)));

    [Fact]
    public void A_use_of_a_folder_above_is_found_and_named() => Assert.Equal(
        ["AttendanceFunctions.Domain.Text.English uses AttendanceFunctions.Domain.Letters.LetterKey, which is in a folder above it."],
        Upwards([.. Uses, new($"{Domain}.Text", "English", $"{Domain}.Letters", "LetterKey")]).Except(Upwards(Uses)));

    [Fact]
    public void A_folder_without_a_layer_is_found_and_named() => Assert.Equal(
        ["AttendanceFunctions.Domain.Text.English uses AttendanceFunctions.Domain.Cellar.Wine, but Cellar has no place among the layers."],
        Upwards([.. Uses, new($"{Domain}.Text", "English", $"{Domain}.Cellar", "Wine")]).Except(Upwards(Uses)));

    [Fact]
    public void A_cycle_is_found_and_each_of_its_uses_named() => Assert.Equal(
        [
            "A.One uses B.Two, and B leads back to A.", "B.Two uses C.Three, and C leads back to B.",
            "C.Three uses A.One, and A leads back to C.",
        ],
        Cycles([new("A", "One", "B", "Two"), new("B", "Two", "C", "Three"), new("C", "Three", "A", "One"), new("A", "One", "D", "Four")]));

    [Theory]
    [InlineData("a base type", nameof(Stream))]
    [InlineData("an interface", nameof(IDisposable))]
    [InlineData("an attribute", nameof(ObsoleteAttribute))]
    [InlineData("the element of a field's list", nameof(Uri))]
    [InlineData("the type of a parameter", nameof(Version))]
    [InlineData("a call in a lambda", nameof(Math))]
    [InlineData("the type argument of a call in an iterator", nameof(Guid))]
    [InlineData("a caught exception", nameof(TimeoutException))]
    public void Uses_are_read_from(string place, string type) => Assert.True(
        TypeUse.ReadAll(typeof(LayerTests).Assembly.Location, of: _ => true).Any(use => use.From == nameof(LayerTests) && use.To == type),
        place);

    private static IEnumerable<string> Upwards(IEnumerable<TypeUse> uses) => uses.Select(Complaint).OfType<string>().Distinct();

    private static string? Complaint(TypeUse use)
    {
        var (fromDomain, toDomain) = (IsIn(use.FromFolder, Domain), IsIn(use.ToFolder, Domain));
        if (!fromDomain && toDomain)
        {
            return null;
        }

        var (layers, root) = toDomain ? (DomainLayers, Domain) : (FunctionsLayers, Functions);
        var (from, to) = (Array.IndexOf(layers, LayerOf(use.FromFolder, root)), Array.IndexOf(layers, LayerOf(use.ToFolder, root)));
        return to < 0 ? $"{use}, but {LayerOf(use.ToFolder, root)} has no place among the layers."
            : from < 0 ? $"{use}, but {LayerOf(use.FromFolder, root)} has no place among the layers."
            : from > to ? $"{use}, which is in a folder above it."
            : null;
    }

    /// <summary>Every use that is part of a cycle of folders, sub-folders counted as folders of their own.</summary>
    private static IEnumerable<string> Cycles(IReadOnlyList<TypeUse> uses)
    {
        var below = uses.ToLookup(use => use.FromFolder, use => use.ToFolder);
        return uses.Where(use => Reaches(below, use.ToFolder, use.FromFolder))
            .DistinctBy(use => (use.FromFolder, use.ToFolder))
            .Select(use => $"{use}, and {use.ToFolder} leads back to {use.FromFolder}.");
    }

    private static bool Reaches(ILookup<string, string> below, string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (var next in below[folder].Where(seen.Add))
            {
                open.Push(next);
            }
        }

        return false;
    }

    private static bool IsIn(string folder, string root) => folder == root || folder.StartsWith(root + ".", StringComparison.Ordinal);

    private static string LayerOf(string folder, string root) =>
        IsIn(folder, root) ? folder[root.Length..].TrimStart('.').Split('.')[0] : folder;

    /// <summary>A use in each place that is read; see <see cref="Uses_are_read_from"/>.</summary>
    [Obsolete("Only read, never called.")]
    private abstract class Sample : Stream, IDisposable
    {
        private readonly List<Uri[]> _addresses = [];

        protected Func<double, double> Root(Version version) => number => Math.Sqrt(number + version.Major + _addresses.Count);

        protected static IEnumerable<object> Ids()
        {
            yield return Activator.CreateInstance<Guid>();
        }

        protected static int Tried(Func<int> attempt)
        {
            try
            {
                return attempt();
            }
            catch (TimeoutException)
            {
                return 0;
            }
        }
    }
}

/// <summary>
/// That a type of one folder uses a type of another. Folders are named by their namespaces; a nested type counts as the type around it.
/// </summary>
internal sealed record TypeUse(string FromFolder, string From, string ToFolder, string To)
{
    /// <summary>
    /// The uses in an assembly, between folders: by base types, interfaces, attributes, signatures, bodies and what the compiler makes of
    /// them.
    /// </summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="of">The folders whose types are of interest; those of the product unless this says otherwise.</param>
    public static IReadOnlyList<TypeUse> ReadAll(string path, Func<string, bool>? of = null)
    {
        of ??= folder => folder.StartsWith("AttendanceFunctions.Domain", StringComparison.Ordinal)
            || folder.StartsWith("AttendanceFunctions.Functions", StringComparison.Ordinal);
        using var module = ModuleDefinition.ReadModule(path);
        return [.. (from type in module.GetTypes()
            let outer = Outermost(type)
            where of(outer.Namespace)
            from reference in UsedBy(type)
            from used in Flat(reference).Select(Outermost)
            where of(used.Namespace) && used.Namespace != outer.Namespace
            select new TypeUse(outer.Namespace, outer.Name, used.Namespace, used.Name)).Distinct()];
    }

    public override string ToString() => $"{FromFolder}.{From} uses {ToFolder}.{To}";

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Array.Empty<TypeReference>(),
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. AttributesOf(type),
        .. type.GenericParameters.SelectMany(ConstraintsOf),
        .. type.Fields.SelectMany(field => AttributesOf(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => AttributesOf(property).Append(property.PropertyType)),
        .. type.Methods.SelectMany(UsedBy),
    ];

    private static IEnumerable<TypeReference> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. AttributesOf(method),
        .. method.Parameters.SelectMany(parameter => AttributesOf(parameter).Append(parameter.ParameterType)),
        .. method.GenericParameters.SelectMany(ConstraintsOf),
        .. method.HasBody ? UsedInBody(method) : [],
    ];

    private static IEnumerable<TypeReference> UsedInBody(MethodDefinition method) =>
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType).Where(caught => caught is not null),
        .. method.Body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference used => [used],
            FieldReference used => [used.DeclaringType, used.FieldType],
            GenericInstanceMethod used => [used.DeclaringType, .. used.GenericArguments],
            MethodReference used => [used.DeclaringType],
            _ => Array.Empty<TypeReference>(),
        }),
    ];

    private static IEnumerable<TypeReference> AttributesOf(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> ConstraintsOf(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    /// <summary>A type without brackets: of a list of arrays, the list and the element.</summary>
    private static IEnumerable<TypeReference> Flat(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Flat)],
        TypeSpecification wrapped => Flat(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } around ? Outermost(around) : type;
}
