using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Writes the trust's settings.</summary>
internal static class TrustSettings
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Usual, string Sen)[] People =
        [("Sam Rivers", "Ada Brook"), ("Jo Waters", "Kit Lake"), ("Robin Ford", "Ash Weir")];

    internal static SampleFile Write(SchoolYear year, IReadOnlyList<SampleSchool> schools)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("name", "Riverside Academies Trust");
            json.WriteString("policy", Schools.TrustPolicy);
            json.WriteString("mode", "automatic");
            Pair(json, "lead", ("name", "Trust attendance lead"), ("email", "attendance.lead@example.org"));
            // All messages are sent within minutes, so longer sending hours would only slow the simulation down.
            Pair(json, "sending", ("from", "08:00"), ("to", "10:00"));
            json.WriteNumber("minimumPossibleSessions", 20);
            json.WriteNumber("minimumCoverage", 0.5);
            json.WriteStartArray("terms");
            foreach (var term in year.Terms)
            {
                json.WriteStartObject();
                json.WriteString("from", Iso(term.From));
                json.WriteString("to", Iso(term.To));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Dates(json, year.Closures);
            json.WriteStartArray("schools");
            foreach (var school in schools)
            {
                Write(json, school, year);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new("settings/trust.json", [.. buffer.WrittenSpan, (byte)'\n']);
    }

    private static void Write(Utf8JsonWriter json, SampleSchool school, SchoolYear year)
    {
        json.WriteStartObject();
        json.WriteString("id", school.Id);
        json.WriteString("name", school.Name);
        json.WriteString("phase", school.Phase.Name());
        json.WriteString("localAuthority", school.LocalAuthority);
        json.WriteString("phone", school.Phone);
        json.WriteString("contact", "Attendance officer");
        MorningEmail(json, school);
        SpeakTo(json, school);
        json.WriteString("registersClose", school.Phase == Phase.Secondary ? "09:00" : "09:15");
        if (school.Policy != Schools.TrustPolicy)
        {
            json.WriteString("policy", school.Policy);
        }

        Dates(json, school.Closures);
        // The Department for Education has not written to every school.
        if (school.Index % 4 != 3)
        {
            Expectation(json, school.Phase, year);
        }

        json.WriteEndObject();
    }

    /// <summary>Who gets the email of the morning: addresses that nobody has.</summary>
    private static void MorningEmail(Utf8JsonWriter json, SampleSchool school)
    {
        json.WriteStartArray("morningEmail");
        json.WriteStringValue($"office.{school.Id}@example.org");
        json.WriteStringValue($"attendance.lead.{school.Id}@example.org");
        json.WriteEndArray();
    }

    /// <summary>Whom parents are asked to speak to: names that nobody has.</summary>
    private static void SpeakTo(Utf8JsonWriter json, SampleSchool school)
    {
        var (usual, sen) = People[school.Index % People.Length];
        json.WriteStartObject("speakTo");
        Pair(json, "usual", ("role", school.Phase == Phase.Secondary ? "head of year" : "family liaison officer"), ("name", usual));
        Pair(json, "sen", ("role", "SENDCo"), ("name", sen));
        json.WriteEndObject();
    }

    private static void Expectation(Utf8JsonWriter json, Phase phase, SchoolYear year)
    {
        json.WriteStartArray("expectations");
        json.WriteStartObject();
        json.WriteString("schoolYear", string.Create(CultureInfo.InvariantCulture, $"{year.September}/{(year.September + 1) % 100:00}"));
        json.WriteNumber("attendance", phase switch
        {
            Phase.Primary => 94.6m,
            Phase.Secondary => 91.8m,
            _ => 87.5m,
        });
        json.WriteString("source", "an invented report of November");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, string name, (string Name, string Value) first, (string Name, string Value) second)
    {
        json.WriteStartObject(name);
        json.WriteString(first.Name, first.Value);
        json.WriteString(second.Name, second.Value);
        json.WriteEndObject();
    }

    private static void Dates(Utf8JsonWriter json, IReadOnlyList<DateOnly> closures)
    {
        json.WriteStartArray("closures");
        foreach (var date in closures)
        {
            json.WriteStringValue(Iso(date));
        }

        json.WriteEndArray();
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
