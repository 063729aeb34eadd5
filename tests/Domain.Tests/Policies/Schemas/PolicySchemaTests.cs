using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Policies.Schemas;

/// <summary>docs/policy.schema.json and the reader say the same of a policy file, both ways.</summary>
public sealed partial class PolicySchemaTests
{
    private static readonly JsonSchema Schema = new(JsonNode.Parse(Embedded.Text("docs/policy.schema.json"))!.AsObject());

    private static readonly string[] Files = [PolicyFile.Smallest, PolicyFile.FullByBand, PolicyFile.FullByProcess];

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
    public void The_files_of_these_tests_use_every_name_of_the_schema()
    {
        var used = EveryPlace().Select(found => found.Place.Name).Append("enterAtOrBelow");
        var named = ObjectsOf(Schema.Root).SelectMany(schema => schema["properties"]!.AsObject().Select(property => property.Key));

        Assert.Empty(named.Except(used, StringComparer.Ordinal));
    }

    [Fact]
    public void Each_object_has_exactly_the_names_that_the_reader_knows_there() =>
        Assert.All(Places().Where(found => found.Place.IsObject), found =>
    {
        var (file, place) = found;
        var misspelt = Changed(file, json => place.ValueIn(json)["misspelt"] = 1);
        var remark = Assert.Single(Assert.IsType<Checked<Policy>.Valid>(PolicyReader.Read(misspelt)).Remarks);

        Assert.Equal($"{place.Path}.misspelt", remark.Path);
        Assert.Equal(
            place.Names.Where(name => name != "$schema").Order(StringComparer.Ordinal),
            KnownNames().Match(remark.Sentence).Groups[1].Value.Split(", "));
        Assert.False(Schema.Allows(misspelt));
    });

    [Fact]
    public void What_may_not_be_left_out_is_a_fault_when_it_is_and_the_rest_is_none() =>
        Assert.All(Places().Where(found => found.Place.IsMember), found =>
    {
        var (file, place) = found;
        var without = Changed(file, json => place.HolderIn(json).AsObject().Remove(place.Name));
        // An action that names a letter, message or output that was left out elsewhere is a fault, which only the reader can see.
        var faults = FaultsOf(without)
            .Where(fault => fault.Path.StartsWith(place.Path, StringComparison.Ordinal)
                || !fault.Path.Contains(".actions[", StringComparison.Ordinal)).ToList();

        Assert.Equal(Schema.Allows(without), faults.Count == 0);
        if (place.IsRequired(HolderOf(file, place).Schema))
        {
            Assert.Equal(place.Path, Assert.Single(faults).Path);
        }
    });

    [Fact]
    public void A_value_of_the_wrong_kind_or_out_of_range_is_a_fault_with_its_path() =>
        Assert.All(Places().Where(found => found.Place.Steps.Count > 0), found =>
    {
        var (file, place) = found;
        Assert.All(WrongFor(place.Schema), wrong =>
        {
            var json = Changed(file, json => place.ReplaceIn(json, wrong));

            Assert.False(Schema.Allows(json));
            Assert.Contains(place.Path, Assert.IsType<Checked<Policy>.Invalid>(PolicyReader.Read(json)).Faults.Select(fault => fault.Path));
        });
    });

    [Fact]
    public void The_ends_of_a_range_are_in_it() => Assert.All(Places().Where(found => found.Place.Schema.ContainsKey("minimum")), found =>
    {
        var (file, place) = found;
        foreach (var end in new[] { "minimum", "maximum" })
        {
            var json = Changed(file, json => place.ReplaceIn(json, place.Schema[end]!.DeepClone()));

            Assert.True(Schema.Allows(json));
            Assert.DoesNotContain(
                place.Path,
                FaultsOf(json).Where(fault => fault.Sentence.StartsWith("must be", StringComparison.Ordinal)).Select(fault => fault.Path));
        }
    });

    [Fact]
    public void The_words_to_choose_from_are_exactly_the_readers() =>
        Assert.All(Places().Where(found => found.Place.Schema.ContainsKey("enum")), found =>
    {
        var (file, place) = found;
        var fault = FaultsOf(Changed(file, json => place.ReplaceIn(json, "no-such-word"))).First(fault => fault.Path == place.Path);

        Assert.Equal(
            place.Words.Append("no-such-word").Order(StringComparer.Ordinal),
            Quoted().Matches(fault.Sentence).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void The_default_of_the_schema_is_what_the_reader_reads_where_nothing_stands() =>
        Assert.All(Places().Where(found => found.Place.Schema.ContainsKey("default")), found =>
    {
        var (file, place) = found;
        var stated = PolicyReader.Read(Changed(file, json => place.ReplaceIn(json, place.Schema["default"]!.DeepClone())));
        var left = PolicyReader.Read(Changed(file, json => place.HolderIn(json).AsObject().Remove(place.Name)));

        Assert.Equivalent(left, stated, strict: true);
    });

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

    private static IEnumerable<(string File, Place Place)> EveryPlace() =>
        Files.SelectMany(file => Place.AllOf(JsonNode.Parse(file)!, Schema).Select(place => (file, place)));

    /// <summary>Every place but those that the reader passes over.</summary>
    private static IEnumerable<(string File, Place Place)> Places() =>
        EveryPlace().Where(found => found.Place.Name is not ("$schema" or "comment"));

    private static Place HolderOf(string file, Place place) =>
        Place.AllOf(JsonNode.Parse(file)!, Schema).Single(other => other.Steps.SequenceEqual(place.Steps.SkipLast(1)));

    private static IEnumerable<JsonObject> ObjectsOf(JsonObject schema) =>
        schema["$defs"]!.AsObject()
            .Select(definition => definition.Value!.AsObject())
            .Append(schema)
            .Where(definition => definition["type"]?.GetValue<string>() == "object");

    /// <summary>Values that a schema does not allow, one of each kind.</summary>
    private static IEnumerable<JsonNode> WrongFor(JsonObject schema) => schema["type"]?.GetValue<string>() switch
    {
        "object" or "array" => [7, "everything", true],
        "string" => [7, " ", new JsonArray("a")],
        "boolean" => ["yes", 1, new JsonObject()],
        "integer" =>
            ["four", schema["minimum"]!.GetValue<decimal>() - 1, schema["maximum"]!.GetValue<decimal>()
                + 1, schema["minimum"]!.GetValue<decimal>()
                + 0.5m],
        "number" => ["four", schema["minimum"]!.GetValue<decimal>() - 0.01m, schema["maximum"]!.GetValue<decimal>() + 0.01m],
        _ => [7, "no-such-word", true],
    };

    private static string Changed(string file, Action<JsonObject> change) => PolicyFile.With(file, change);

    private static IReadOnlyList<Fault> FaultsOf(string json) =>
        PolicyReader.Read(json) is Checked<Policy>.Invalid faulty ? faulty.Faults : [];

    [GeneratedRegex("the settings here are: (.*)\\.$")]
    private static partial Regex KnownNames();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
