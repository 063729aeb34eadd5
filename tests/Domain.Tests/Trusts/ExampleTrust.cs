using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>The example of settings/trust.json, read after a change.</summary>
internal static class ExampleTrust
{
    /// <summary>The first school's section.</summary>
    public static JsonObject School(JsonObject trust) => trust["schools"]![0]!.AsObject();

    public static Checked<Trust> Read(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Embedded.Text("trust.example.json"))!.AsObject();
        change(json);
        return new TrustReader([]).Read(json.ToJsonString());
    }

    /// <summary>Holds that a change leads to one fault, at a path and in a sentence.</summary>
    public static Fault OnlyFault(string path, Action<JsonObject> change)
    {
        var fault = Assert.Single(Assert.IsType<Checked<Trust>.Invalid>(Read(change)).Faults);
        Assert.Equal(path, fault.Path);
        Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal);
        return fault;
    }
}
