using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Policies.Schemas;

/// <summary>docs/policy.schema.json and the reader say the same of a policy file, both ways.</summary>
public sealed class PolicySchemaTests : SchemaTests<Policy>
{
    private static readonly JsonSchema OfPolicies = new(JsonNode.Parse(Embedded.Text("docs/policy.schema.json"))!.AsObject());

    private protected override JsonSchema Schema => OfPolicies;

    protected override IReadOnlyList<string> Files { get; } = [PolicyFile.Smallest, PolicyFile.FullByBand, PolicyFile.FullByProcess];

    protected override IReadOnlyList<string> NotUsed { get; } = ["enterAtOrBelow"];

    protected override Checked<Policy> Read(string json) => PolicyReader.Read(json);

    // An action that names a letter, message or output that was left out elsewhere is a fault, which only the reader can see.
    protected override bool IsOf(Fault fault, string path) => fault.Path.StartsWith(path, StringComparison.Ordinal)
        || !fault.Path.Contains(".actions[", StringComparison.Ordinal);

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_pack_has_the_form_of_the_schema_and_says_where_it_is(string id)
    {
        var pack = A.PackFile(id);

        Assert.True(Schema.Allows(pack));
        Assert.StartsWith(
            "{\n  \"$schema\": \"../../../docs/policy.schema.json\",", pack.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_of_either_ladder_with_the_other_ones_names_is_neither()
    {
        string[] wrong =
        [
            Changed(PolicyFile.FullByBand, json => json["stages"]![0]!["below"] = 94),
            Changed(PolicyFile.FullByProcess, json => json["stages"]![0]!["below"] = 94),
            Changed(PolicyFile.FullByBand, json => json["stages"]![1]!["beginsWhen"] = "notHigher"),
            Changed(PolicyFile.FullByBand, json => json["ladder"]!["leaveAbove"] = 92),
            Changed(PolicyFile.FullByProcess, json => json["ladder"]!["enterAtOrBelow"] = 92),
            Changed(PolicyFile.FullByProcess, json => json["ladder"]!["oneFormalStepAtATime"] = false),
            Changed(PolicyFile.FullByBand, json => json["top"]!["descriptors"]![0]!["atOrAbove"] = 98),
            Changed(PolicyFile.FullByBand, json => json["stages"]![1]!["monitoring"]!["halfTerms"] = 1),
            Changed(PolicyFile.FullByBand, json => json["triggers"]![1]!["fall"] = 1),
            Changed(PolicyFile.FullByBand, json => json["stages"]![0]!["letters"] = new JsonArray("final-warning", "final-warning")),
            Changed(PolicyFile.FullByBand, json => json["stages"]![0]!["monitoring"] = new JsonObject { ["weeks"] = 4 }),
            Changed(PolicyFile.Smallest, json => json["stages"] = new JsonArray()),
            Changed(
                PolicyFile.FullByProcess,
                json => json["stages"] = new JsonArray([.. Enumerable.Range(0, 6).Select(_ => new JsonObject { ["name"] = "Talk" })])),
        ];

        Assert.All(wrong, json => Assert.False(Schema.Allows(json)));
        Assert.All(wrong, json => Assert.Single(FaultsOf(json)));
    }

    private static string Changed(string file, Action<JsonObject> change) => PolicyFile.With(file, change);

    private static IReadOnlyList<Fault> FaultsOf(string json) =>
        PolicyReader.Read(json) is Checked<Policy>.Invalid faulty ? faulty.Faults : [];
}
