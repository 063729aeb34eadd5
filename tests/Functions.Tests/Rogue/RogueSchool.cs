using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure;

namespace AttendanceFunctions.Tests.Functions.Rogue;

/// <summary>
/// A school that writes whatever its dice say into its own roster, registers and decisions, and knows all that honest schools know.
/// </summary>
/// <param name="Place">Which rogue school of its world it is, from 0.</param>
/// <param name="Seed">Determines its plan.</param>
internal sealed record RogueSchool(int Place, int Seed)
{
    private static readonly string[] Decisions =
        ["release", "withhold", "confirm", "reject", "done", "not needed", "reached", "sent", "not sent", "left", "clear", "yes"];

    private readonly Random _dice = new(Seed);

    private string Id => IdOf(Place);

    public static string IdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"90000{place}");

    /// <summary>Writes what the plan has for a day, before the honest schools' morning texts leave.</summary>
    public async Task WriteAsync(TestTrust trust, IReadOnlyList<string> days, int day)
    {
        if (day == 0 || Throws(40))
        {
            await trust.PutAsync(Containers.Rosters, $"{Id}.csv", Roster(days[day]));
        }

        await trust.PutAsync(Containers.Registers, $"{Id}/{days[day]}.csv", Register(days, day));
        if (Throws(25))
        {
            await trust.PutAsync(Containers.Registers, $"{Id}/more-{day}.csv", Junk());
        }

        if (day > 0 && Throws(40))
        {
            await trust.PutAsync(Containers.Decisions, $"{Id}/decided-{day}.csv", await DecisionsAsync(trust, days[day - 1]));
        }
    }

    private string Roster(string today)
    {
        const string header = "UPN,Forename,PreferredName,Surname,YearGroup,Class,DateOfBirth,Admission,Leaving,EnrolmentStatus,"
            + "Circumstance,NudgesOff,SocialWorker,Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email,"
            + "Contact2Name,Contact2ParentalResponsibility,Contact2Mobile,Contact2Email";
        return string.Join("\n", Enumerable.Range(0, 8).Select(number => Row(number, today)).Prepend(header)) + "\n";
    }

    private string Row(int number, string today)
    {
        var victim = Any(HonestSchools.Children);
        var upn = Throws(50) ? victim.Upn : string.Create(CultureInfo.InvariantCulture, $"R{Place}{number:00000000000}");
        var isNamed = Throws(50);
        var preferred = Throws(20) ? Any(["https://evil.example", "Dr. Evil <b>", "=cmd()", "Zoe\u202E", new string('x', 300)]) : "";
        // A school that knows who the child is and let it go is by the rule a school that the child came from.
        var born = victim != HonestSchools.Mover && Throws(50)
            ? victim.Born
            : Any(["2016-02-30", "9999-12-31", "0001-01-01", "2015-05-05", ""]);
        var admission = Any(["", "2025-09-01", today, "2020-09-01"]);
        var leaving = Any(["", "", "2025-09-03", today, "2026-07-21"]);
        return string.Join(
            ',', upn, isNamed ? victim.Forename : "Rogue", preferred, isNamed ? victim.Surname : "Stranger", "4", "4A", born, admission,
            leaving, Any(["", "C", "M", "S"]), Any(["", "bereavement"]), Any(["", "yes"]), Any(["", "yes"]), Contact(victim),
            Contact(victim));
    }

    /// <summary>A contact with the name or the number and address of an honest school's parent, but never both together.</summary>
    private string Contact(HonestChild victim) => _dice.Next(4) switch
    {
        0 => $"{victim.Parent},yes,07700 9009{_dice.Next(10, 99)},rogue{_dice.Next(100)}@example.org",
        1 => $"Somebody Else,yes,{victim.Mobile},{victim.Email}",
        2 => $"Somebody Else,yes,{Any(HonestSchools.Children).Mobile},rogue{Place}@example.org",
        _ => $"Rogue Parent,yes,07700 9008{_dice.Next(10, 99)},",
    };

    private string Register(IReadOnlyList<string> days, int day)
    {
        var rows = Enumerable.Range(0, 24).Select(_ => string.Join(
            ',', Throws(60) ? Any(HonestSchools.Children).Upn : $"R{Place}0000000000{_dice.Next(8)}",
            Throws(80) ? days[day] : Any(["2025-08-31", "2026-09-01", "9999-12-31", days[_dice.Next(days.Count)]]),
            Any(["AM", "PM"]), Any(["/", "O", "N", "I", "G", "C2", "-", "H", "??"])));
        return Sample.LongFile([.. rows]);
    }

    private string Junk() => _dice.Next(4) switch
    {
        0 => new string(',', 5000),
        1 => string.Concat(Enumerable.Repeat("a\"b,\"c\n", 300)),
        2 => OfAll("UPN,StartDate,Marks", new string('O', 60)),
        _ => OfAll("UPN,WeekStarting,MonAM,MonPM", "O,O"),
    };

    private static string OfAll(string header, string marks) =>
        string.Join("\n", HonestSchools.Children.Select(child => $"{child.Upn},2025-09-01,{marks}").Prepend(header));

    /// <summary>Decides about rows of an honest school's worklist, as if somebody had passed it on, or about rows of its own.</summary>
    private async Task<string> DecisionsAsync(TestTrust trust, string night)
    {
        var school = Any([HonestSchools.First, HonestSchools.Second, Id]);
        try
        {
            var rows = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{school}/{night}.csv"));
            var decided = rows.Where(row => row["Key"].Length > 0).Select(row => string.Join(
                ',', Throws(50) ? Id : school, row["UPN"], row["Kind"], row["Key"], Any(Decisions), "The Head", ""));
            return string.Join("\n", decided.Prepend("School,UPN,Kind,Key,Decision,By,Note")) + "\n";
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return "School,UPN,Kind,Key,Decision,By,Note\n";
        }
    }

    private bool Throws(int percent) => _dice.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> choices) => choices[_dice.Next(choices.Count)];
}
