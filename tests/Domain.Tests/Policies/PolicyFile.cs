using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Policies;

/// <summary>Policy files of no trust; a test says what is different about its own.</summary>
internal static class PolicyFile
{
    /// <summary>What a policy cannot do without.</summary>
    public const string Smallest = """
        {
          "id": "our-own", "name": "Our own way", "target": 96,
          "top": { "name": "All is well" },
          "stages": [
            { "name": "Talk", "atOrBelow": 94, "nudges": true },
            { "name": "Meet", "below": 90, "needsPerson": true }
          ]
        }
        """;

    /// <summary>Every name that a policy may use where the band says the stage, none of them with its default.</summary>
    public const string FullByBand = """
        {
          "$schema": "policy.schema.json", "comment": "ours",
          "id": "our-own", "name": "Our own way", "source": "Our strategy", "target": 96.5,
          "schoolDays": 195, "learningHoursPerDay": 5.5, "timeLost": "exactDays",
          "top": {
            "name": "All is well",
            "descriptors": [ { "above": 98, "text": "Excellent" }, { "atOrAbove": 96.5, "text": "Good" } ],
            "actions": [
              { "text": "Greet every child", "of": "family", "role": "Office", "due": "weekly", "comment": "ours" },
              { "text": "Say thank you", "message": "weekly-summary" }
            ],
            "roles": [ "All staff" ]
          },
          "ladder": { "moves": "byBand", "reviewSchedule": "endOfHalfTerm", "oneFormalStepAtATime": false, "askAgainAfterDays": 14 },
          "stages": [
            {
              "name": "Talk", "descriptor": "A first concern", "atOrBelow": 94, "nudges": true, "invites": true,
              "actions": [
                { "text": "Ring home", "by": "review" }, { "text": "Write it down", "output": "stageReview" },
                { "text": "Send the letter", "letter": "concern-letter", "compulsoryAgeOnly": true }
              ],
              "roles": [ "Class teacher", "Office" ],
              "duties": [
                { "what": "Ring home", "withinSchoolDays": 5 },
                { "what": "Write it down", "withinSchoolDays": 0, "compulsoryAgeOnly": true }
              ],
              "letters": [ "concern-letter" ], "lettersOnImprovement": [ "improvement-letter" ], "review": "weekly",
              "statutoryThresholds": [ "illness", "penalty-notice" ]
            },
            {
              "name": "Meet", "below": 90, "needsPerson": true, "letters": [ "meeting-invitation", "attendance-contract-1" ],
              "review": "endOfHalfTerm",
              "monitoring": {
                "weeks": 6, "leastSchoolDays": 12, "improvement": 2.5, "minimumSessions": 12, "authorisedIsGenuineReason": true,
                "whenImproved": "extend", "mostExtensions": 2
              }
            }
          ],
          "leave": { "below": 95, "refusesTruancy": true, "refusesRegular": true, "refusesHolidays": true },
          "triggers": [
            {
              "fact": "dip", "name": "A dip", "fall": 1.5, "roles": [ "Tutor" ],
              "actions": [ { "text": "Ask why", "withinSchoolDays": 3, "entry": "Key adult" } ],
              "duty": { "what": "Ask why", "withinSchoolDays": 2 }, "letters": [ "attendance-plan" ]
            },
            { "fact": "severeAbsence", "name": "Half missed", "duty": { "what": "Make a plan", "withinSchoolDays": 10 } },
            { "fact": "contacts", "name": "Contacts", "parents": 1, "people": 2, "duty": { "what": "Ask", "withinSchoolDays": 5 } },
            { "fact": "lateness", "name": "Often late", "times": 6, "weeks": 4, "duty": { "what": "Talk", "withinSchoolDays": 5 } }
          ],
          "cohorts": [
            { "name": "Year", "of": "yearGroup", "actions": [ { "text": "Compare", "output": "groups", "training": true } ] },
            { "name": "Plans", "of": "plan" }
          ],
          "celebration": { "individuals": false, "classes": false, "leavesOutCircumstances": true },
          "yearEnd": { "keepsFormalSteps": false, "focusFamilies": true },
          "writesTermly": true,
          "writesHalfTermly": true,
          "localForms": [ { "localAuthority": "Oxfordshire", "letter": "referral-summary", "form": "Form 7" } ],
          "nudgeDays": { "firstWeekOfHalfTerm": false, "dayAfterWorsening": false },
          "messages": [ { "kind": "half-term", "below": 95.5 }, { "kind": "weekly-summary" } ],
          "entryKinds": [ "Key adult" ], "holdOutPercent": 20
        }
        """;

    /// <summary>The same where the process says the stage, as far as it differs.</summary>
    public const string FullByProcess = """
        {
          "id": "our-own", "name": "Our own way", "target": 96,
          "top": { "name": "All is well" },
          "ladder": { "moves": "byProcess", "reviewSchedule": "weekly", "enterBelow": 92, "leaveAbove": 92.5 },
          "stages": [
            { "name": "Talk" },
            { "name": "Meet", "beginsWhen": "notHigher", "needsPerson": true, "monitoring": { "schoolDays": 20 } },
            { "name": "Refer", "needsPerson": true, "monitoring": { "halfTerms": 1 } }
          ],
          "messages": [
            { "kind": "half-term", "atOrBelow": 95 }, { "kind": "improvement" }, { "kind": "thank-you", "atOrAbove": 97.5 },
            { "kind": "termly-summary" }
          ]
        }
        """;

    public static string With(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(file)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    public static JsonObject Stage(this JsonObject policy, int index) => policy["stages"]![index]!.AsObject();

    public static Policy Sound(string json) => Assert.IsType<Checked<Policy>.Valid>(PolicyReader.Read(json)).Value;

    public static IReadOnlyList<Fault> Faults(string json) => Assert.IsType<Checked<Policy>.Invalid>(PolicyReader.Read(json)).Faults;

    public static Fault OnlyFault(string file, Action<JsonObject> change) => Assert.Single(Faults(With(file, change)));
}
