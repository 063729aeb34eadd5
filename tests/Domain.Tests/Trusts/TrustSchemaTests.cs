using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Tests.Domain.Policies.Schemas;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>docs/trust.schema.json and the reader say the same of settings/trust.json, both ways.</summary>
public sealed class TrustSchemaTests : SchemaTests<Trust>
{
    private static readonly JsonSchema OfTrusts = new(JsonNode.Parse(Embedded.Text("docs/trust.schema.json"))!.AsObject());

    private static readonly string[] Columns =
        [.. OfTrusts.Root["$defs"]!["columns"]!["properties"]!.AsObject().Select(column => column.Key).Where(name => name != "comment")];

    /// <summary>Every name that the settings may have.</summary>
    private static readonly string Full = WithColumns("""
        {
          "$schema": "trust.schema.json", "comment": "ours",
          "name": "Oak Trust", "policy": "odbst", "mode": "automatic", "automatic": [ "meeting", "thank-you" ],
          "lead": { "name": "Owen Carter", "email": "lead@example.org" }, "sending": { "from": "09:00", "to": "17:00" },
          "minimumPossibleSessions": 30, "minimumCoverage": 0.8, "mostSegments": 4, "colours": { "main": "#7A1F3D" },
          "terms": [ { "from": "2025-09-02", "to": "2025-10-24" }, { "from": "2026-02-23", "to": "2026-03-27" } ],
          "closures": [ "2025-09-22" ],
          "morning": { "graceMinutes": 20, "latest": "11:30" }, "goingLive": { "on": "2025-09-09", "baselineADay": 8 },
          "localAuthorities": [
            {
              "name": "Oxfordshire", "unauthorisedDays": 8, "counting": "cumulative", "illnessDays": 14, "illnessOnCourse": 12,
              "noticeToImproveWeeks": 4, "timetableReviewWeeks": 8, "newPupilDays": 3, "unauthorisedReturn": "Form A",
              "sicknessReturn": "Form B", "newPupilReturn": "Form C", "deletionReturn": "Form D", "wantsYoungestClass": true,
              "wantsOldestClass": true, "irregularAttendance": { "unauthorisedSessions": 8, "weeks": 6 }
            },
            { "name": "Bristol", "irregularAttendance": { "belowPercent": 85 } }
          ],
          "columns": {},
          "schools": [
            {
              "id": "141234", "name": "Riverside Primary School", "phase": "primary", "localAuthority": "Oxfordshire",
              "phone": "01632 960001", "contact": "the office",
              "speakTo": {
                "usual": { "role": "family liaison officer", "name": "Sam Rivers" }, "sen": { "role": "inclusion lead", "name": "Jo Hill" },
                "appointments": "The office is open from 8:30."
              },
              "registersClose": "09:15", "policy": "het", "closures": [ "2025-09-23" ],
              "partClosures": [
                { "date": "2025-09-24", "session": "PM", "yearGroups": [ "R" ] }, { "date": "2025-09-25", "yearGroups": [ "R", "6" ] }
              ],
              "expectations": [ { "schoolYear": "2025/26", "attendance": 94.3, "source": "the report of November 2025" } ],
              "morning": { "graceMinutes": 25, "latest": "11:15" }, "goingLive": { "on": "2025-09-10", "baselineADay": 6 },
              "morningEmail": [ "office@example.org" ], "columns": {}
            },
            { "id": "141235", "name": "Millstream Academy", "phase": "secondary", "localAuthority": "Bristol", "phone": "01632 960002" }
          ]
        }
        """);

    private protected override JsonSchema Schema => OfTrusts;

    protected override IReadOnlyList<string> Files { get; } = [Full];

    // A half term without its last day ends before everything, so that the start of a school lies after it too.
    protected override bool IsOf(Fault fault, string path) => !fault.Path.EndsWith(".goingLive", StringComparison.Ordinal)
        || fault.Path.StartsWith(path, StringComparison.Ordinal);

    protected override Checked<Trust> Read(string json) => new TrustReader([]) { Columns = Columns }.Read(json);

    [Fact]
    public void The_example_has_the_form_of_the_schema() => Assert.True(OfTrusts.Allows(Embedded.Text("trust.example.json")));

    [Fact]
    public void What_only_the_whole_of_an_object_can_have_wrong_is_wrong_for_both()
    {
        string[] wrong =
        [
            Changed(json => Authority(json)["irregularAttendance"] = new JsonObject()),
            Changed(json => Authority(json)["irregularAttendance"]!["belowPercent"] = 85),
            Changed(json => json["schools"]![0]!["partClosures"]![1] = new JsonObject { ["date"] = "2025-09-25" }),
            Changed(json => json["terms"] = new JsonArray()),
            Changed(json => json["schools"] = new JsonArray()),
            Changed(json => json["automatic"] = new JsonArray("meeting", "meeting")),
            Changed(json => json["automatic"] = new JsonArray("first-day")),
        ];

        Assert.All(wrong, json => Assert.False(OfTrusts.Allows(json)));
        Assert.All(wrong, json => Assert.Single(Assert.IsType<Checked<Trust>.Invalid>(Read(json)).Faults));
    }

    private static JsonObject Authority(JsonObject trust) => trust["localAuthorities"]![0]!.AsObject();

    private static string Changed(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Full)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    /// <summary>The settings with a heading for every column, at the trust and at its first school.</summary>
    private static string WithColumns(string settings)
    {
        var json = JsonNode.Parse(settings)!.AsObject();
        foreach (var holder in new[] { json, json["schools"]![0]!.AsObject() })
        {
            holder["columns"] = new JsonObject(
                Columns.Select(column => KeyValuePair.Create(column, (JsonNode?)JsonValue.Create($"{column} of ours"))));
        }

        return json.ToJsonString();
    }
}
