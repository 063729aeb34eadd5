using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Policies.Schemas;

/// <summary>What holds of a schema and a reader that say the same of a file of the settings, both ways.</summary>
/// <typeparam name="T">What the reader makes of a file.</typeparam>
public abstract partial class SchemaTests<T>
{
    /// <summary>The schema.</summary>
    private protected abstract JsonSchema Schema { get; }

    /// <summary>Good files that use every name of the schema.</summary>
    protected abstract IReadOnlyList<string> Files { get; }

    /// <summary>The reader.</summary>
    protected abstract Checked<T> Read(string json);

    /// <summary>The names of the schema that no file uses, because a file can have only one of several.</summary>
    protected virtual IReadOnlyList<string> NotUsed => [];

    /// <summary>Whether a fault is one of the value at a path, and not one that follows from it elsewhere.</summary>
    protected virtual bool IsOf(Fault fault, string path) => true;

    [Fact]
    public void The_files_of_these_tests_use_every_name_of_the_schema()
    {
        var used = EveryPlace().Select(found => found.Place.Name).Concat(NotUsed);
        var named = ObjectsOf(Schema.Root).SelectMany(schema => schema["properties"]!.AsObject().Select(property => property.Key));

        Assert.Empty(named.Except(used, StringComparer.Ordinal));
    }

    [Fact]
    public void Each_object_has_exactly_the_names_that_the_reader_knows_there() =>
        Assert.All(Places().Where(found => found.Place.IsObject), found =>
    {
        var (file, place) = found;
        var misspelt = Changed(file, json => place.ValueIn(json)["misspelt"] = 1);
        var remark = Assert.Single(Assert.IsType<Checked<T>.Valid>(Read(misspelt)).Remarks);

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
        var faults = FaultsOf(without).Where(fault => IsOf(fault, place.Path)).ToList();

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
            Assert.Contains(place.Path, Assert.IsType<Checked<T>.Invalid>(Read(json)).Faults.Select(fault => fault.Path));
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
        var stated = Read(Changed(file, json => place.ReplaceIn(json, place.Schema["default"]!.DeepClone())));
        var left = Read(Changed(file, json => place.HolderIn(json).AsObject().Remove(place.Name)));

        Assert.Equivalent(left, stated, strict: true);
    });

    private IEnumerable<(string File, Place Place)> EveryPlace() =>
        Files.SelectMany(file => Place.AllOf(JsonNode.Parse(file)!, Schema).Select(place => (file, place)));

    /// <summary>Every place but those that the reader passes over.</summary>
    private IEnumerable<(string File, Place Place)> Places() =>
        EveryPlace().Where(found => found.Place.Name is not ("$schema" or "comment"));

    private Place HolderOf(string file, Place place) =>
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

    /// <summary>The file after a change.</summary>
    private static string Changed(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(file)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    private IReadOnlyList<Fault> FaultsOf(string json) => Read(json) is Checked<T>.Invalid faulty ? faulty.Faults : [];

    [GeneratedRegex("the settings here are: (.*)\\.$")]
    private static partial Regex KnownNames();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
