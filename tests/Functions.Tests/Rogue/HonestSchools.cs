using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Rogue;

/// <summary>A child of an honest school.</summary>
/// <param name="Absence">How many sessions of a hundred the child misses.</param>
internal sealed record HonestChild(
    string School, string Upn, string Forename, string Surname, string Born, string Parent, string Mobile, string Email, int Absence);

/// <summary>
/// What two honest schools send, decide and receive. They share families and a child who moves, so that the lines between schools are
/// in use. Their marks are drawn by dice that fall the same way in every world.
/// </summary>
internal static class HonestSchools
{
    public const string First = "141234";

    public const string Second = "141235";

    /// <summary>The day of the half term, from 0, on which the child who moves is at the second school for the first time.</summary>
    private const int MoveDay = 5;

    /// <summary>The kind of the row that asks, between the columns UPN and Key.</summary>
    private const string Question = "," + WorklistKinds.Upn + ",";

    private static readonly string[] Ids = [First, Second];

    private static readonly string[] VolatileColumns = ["odata.etag", "Timestamp", "BlobETag", "RosterETag", "Owner", "ProviderId"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IReadOnlyList<HonestChild> Children { get; } =
    [
        .. Enumerable.Range(0, 12).Select(number => Child(First, number)),
        .. Enumerable.Range(12, 10).Select(number => Child(Second, number)),
    ];

    /// <summary>The child who leaves the first school for the second one.</summary>
    public static HonestChild Mover => Children[3];

    /// <summary>A trust with the two honest schools and so many others.</summary>
    public static string Settings(int others)
    {
        const string extra = ", \"registersClose\": \"09:15\", \"morning\": { \"graceMinutes\": 15, \"latest\": \"11:00\" }";
        var schools = Enumerable.Range(0, others).Select(RogueSchool.IdOf).Prepend(Second)
            .Select(id => "," + Sample.School(id, $"School {id}", extra));
        return Sample.Settings(extra: "\"minimumPossibleSessions\": 2, \"minimumCoverage\": 0,", schools: string.Concat(schools))
            .Replace("\"phone\": \"01632 960001\"  }", $"\"phone\": \"01632 960001\" {extra} }}", StringComparison.Ordinal);
    }

    public static Task BeginAsync(TestTrust trust) => PutRostersAsync(trust, hasMoved: false);

    /// <summary>The morning of a day: registers of the morning arrive before they close.</summary>
    public static async Task MorningAsync(TestTrust trust, string date, int day)
    {
        if (day == MoveDay)
        {
            await PutRostersAsync(trust, hasMoved: true);
        }

        foreach (var id in Ids)
        {
            var marks = OnRoll(id, day).Select(child => $"{child.Upn},{date},AM,{MarkOf(child, day, 0, isMorning: true)}");
            await trust.PutAsync(Containers.Registers, $"{id}/{date}-morning.csv", Sample.LongFile([.. marks]));
        }
    }

    /// <summary>The rest of a day: first-day texts, the release, reports, whole registers, the night, and the summary.</summary>
    public static async Task DayAsync(TestTrust trust, string date, int day)
    {
        await trust.MorningAsync("09:35", date);
        await trust.ReleaseAsync($"{date} 10:00");
        foreach (var message in trust.Sent.Offered.Where(message => message.To.StartsWith('+')).DistinctBy(message => message.Key))
        {
            await trust.InScopeAsync<DeliveryRecord>(deliveries =>
                deliveries.RecordAsync(ReportReader.Read(Report.Of(message.Key)), Token));
        }

        foreach (var id in Ids)
        {
            var marks = OnRoll(id, day).SelectMany(child => new[] { 0, 1 }.Select(half =>
                $"{child.Upn},{date},{(half == 0 ? "AM" : "PM")},{MarkOf(child, day, half, isMorning: false)}"));
            await trust.PutAsync(Containers.Registers, $"{id}/{date}.csv", Sample.LongFile([.. marks]));
        }

        await trust.NightAsync(date);
        var next = Casework.Date(date).AddDays(1);
        await trust.ExportAsync($"{Sample.Date(next)} 06:30");
    }

    /// <summary>All that the honest schools have: their rows, their files, and the messages of their ledgers; a line for each.</summary>
    /// <remarks>
    /// Without the question whether a child is at two schools, which both schools are asked; of the workbook of a worklist that asks it,
    /// only the name.
    /// </remarks>
    /// <param name="asked">Workbooks that are not compared; those of this world that ask the question are added.</param>
    public static async Task<IReadOnlyList<string>> OutcomeAsync(TestTrust trust, ISet<string> asked)
    {
        var lines = new List<string>();
        foreach (var table in Tables.All)
        {
            await foreach (var row in trust.TrustStorage.Table(table).QueryAsync<TableEntity>((string?)null, cancellationToken: Token))
            {
                if (IsOfHonest(table, row) && (table != Tables.OpenRows || HasMoreThanTheQuestion(row)))
                {
                    var columns = row.Where(column => !VolatileColumns.Contains(column.Key))
                        .OrderBy(column => column.Key, StringComparer.Ordinal)
                        .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key}={column.Value}"));
                    lines.Add($"{table}: {string.Join("; ", columns)}");
                }
            }
        }

        foreach (var container in Containers.Outgoing)
        {
            await foreach (var blob in trust.TrustStorage.Container(container).GetBlobsAsync(cancellationToken: Token))
            {
                if (IsOfHonest(container, blob.Name))
                {
                    lines.Add($"{container}/{blob.Name}: {await ContentAsync(trust, container, blob.Name, asked)}");
                }
            }
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in trust.TrustStorage.Table(Tables.Nudges).QueryAsync<TableEntity>((string?)null, cancellationToken: Token))
        {
            if (Ids.Contains(row.PartitionKey.Split(':')[0]))
            {
                keys.Add(row.RowKey);
            }
        }

        lines.AddRange(trust.Sent.Offered.Where(message => keys.Contains(message.Key)).Select(message => $"message: {message}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes the question whether a child is at two schools out of what the office shows of a pupil.</summary>
    /// <returns>Whether anything else is open of the pupil, or of the school.</returns>
    private static bool HasMoreThanTheQuestion(TableEntity row)
    {
        const string text = "NightRows";
        var pieces = Enumerable.Range(0, row.GetInt32($"{text}Pieces") ?? 0).Select(piece => row.GetString($"{text}{piece}"));
        if (JsonNode.Parse(string.Concat(pieces)) is not JsonArray rows)
        {
            return true;
        }

        var others = rows.Where(open => open?["Kind"]?.GetValue<string>() != WorklistKinds.Upn)
            .Select(open => open!.ToJsonString()).ToList();
        foreach (var column in row.Keys.Where(column => column.StartsWith(text, StringComparison.Ordinal)).ToList())
        {
            row.Remove(column);
        }

        row[text] = string.Join('\n', others);
        return others.Count > 0 || others.Count == rows.Count;
    }

    private static HonestChild Child(string school, int number)
    {
        // Every third child has a sister or brother at the other school; the rest have parents of their own.
        var family = number % 3 == 0 && number >= 12 ? number - 12 : number;
        var mobile = family % 4 == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"07700 9001{family:00}");
        return new(
            school, string.Create(CultureInfo.InvariantCulture, $"H{number:000000000000}"), $"Zoe{(char)('A' + number)}",
            $"Family{(char)('A' + family)}", string.Create(CultureInfo.InvariantCulture, $"2016-0{1 + (number % 9)}-1{number % 10}"),
            $"Parent {(char)('A' + family)}", mobile, $"parent{family}@example.org",
            Absence: (number % 6) switch { 0 => 0, 1 => 12, 2 => 25, 3 => 40, 4 => 60, _ => 5 });
    }

    private static IEnumerable<HonestChild> OnRoll(string school, int day) => Children
        .Where(child => child == Mover ? school == (day < MoveDay ? First : Second) : child.School == school);

    /// <summary>The mark of a session; in the morning an absence has no reason yet.</summary>
    private static string MarkOf(HonestChild child, int day, int half, bool isMorning)
    {
        // The same child, day and session give the same mark in every world.
        var number = int.Parse(child.Upn[1..], CultureInfo.InvariantCulture);
        var isAbsent = new Random((number * 7919) + (day * 31) + half).Next(100) < child.Absence;
        return !isAbsent ? half == 0 ? "/" : "\\" : isMorning ? "N" : (day % 3) switch { 0 => "O", 1 => "I", _ => "G" };
    }

    private static async Task PutRostersAsync(TestTrust trust, bool hasMoved)
    {
        const string header = "UPN,Forename,Surname,YearGroup,Class,DateOfBirth,Admission,Leaving,"
            + "Contact1Name,Contact1ParentalResponsibility,Contact1Mobile,Contact1Email";
        foreach (var id in Ids)
        {
            var rows = Children.Where(child => child.School == id)
                .Select(child => RowOf(child, "", child == Mover && hasMoved ? "2025-09-05" : ""));
            var moved = id == Second && hasMoved ? [RowOf(Mover, "2025-09-08", "")] : Array.Empty<string>();
            await trust.PutAsync(Containers.Rosters, $"{id}.csv", string.Join("\n", [header, .. rows, .. moved]) + "\n");
        }
    }

    private static string RowOf(HonestChild child, string admission, string leaving) => string.Join(
        ',', child.Upn, child.Forename, child.Surname, "4", "4A", child.Born, admission, leaving, child.Parent, "yes", child.Mobile,
        child.Email);

    private static bool IsOfHonest(string table, TableEntity row) => table == Tables.SchoolNights
        ? Ids.Contains(row.RowKey)
        : table != Tables.SharedUpns && Ids.Contains(row.PartitionKey.Split(':')[0]);

    private static bool IsOfHonest(string container, string name) => container == Containers.Summaries
        ? Ids.Any(id => name.Contains($"/schools/{id}/", StringComparison.Ordinal))
        : Ids.Any(id => name.StartsWith(id + "/", StringComparison.Ordinal));

    private static async Task<string> ContentAsync(TestTrust trust, string container, string name, ISet<string> asked)
    {
        if (!name.EndsWith(".csv", StringComparison.Ordinal))
        {
            return Convert.ToHexStringLower(SHA256.HashData((await trust.DownloadAsync(container, name)).ToMemory().Span));
        }

        var lines = (await trust.GetAsync(container, name)).Split("\r\n");
        var others = lines.Where(line => container != Containers.Worklists || !line.Contains(Question, StringComparison.Ordinal)).ToList();
        if (others.Count < lines.Length)
        {
            asked.Add($"{container}/{name.Replace(".csv", ".xlsx", StringComparison.Ordinal)}");
        }

        return string.Join("\r\n", others);
    }
}
