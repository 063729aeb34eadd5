using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>A register or a roster that somebody uploads by hand, from the form to the night that applies it.</summary>
public sealed class UploadTests(AzuriteFixture azurite)
{
    private const string Ada = "UPNADA111";

    private const string Ben = "UPNBEN222";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Day(string code, string upn = Ada) => $"{upn},2025-09-29,AM,{code}\r\n{upn},2025-09-29,PM,{code}";

    [Fact]
    public async Task A_register_is_checked_at_once_and_tonight_applies_it()
    {
        await using var trust = await StartAsync();

        var page = await TakenAsync(trust, "Register", @"C:\Users\jo\week 5.csv", Sample.LongFile(Day("/"), Day("I", Ben)));

        Assert.Contains("4 marks of 2 pupils, 29 September 2025.", page, StringComparison.Ordinal);
        Assert.Contains("4 rows read: 4 can be used, none comes back.", page, StringComparison.Ordinal);
        Assert.Contains("Uploaded by Jo Hill, 29 September 2025 at 09:10.", page, StringComparison.Ordinal);
        Assert.Contains("Register: 2025-09-29 09.10 week 5 ", page, StringComparison.Ordinal);
        await trust.NightAsync("2025-09-29");
        var marks = (await trust.Get<AttendanceTable>().FindAsync(
            TestTrust.School, new(2025), Upn.Parse(Ben), Token))!.Marks;
        Assert.Equal("I", marks.At(new(new(2025, 9, 29), HalfDay.AM)).Code.Text);
    }

    [Fact]
    public async Task Rows_that_come_back_are_said_at_once_each_fault_once_and_can_be_had_as_a_file()
    {
        await using var trust = await StartAsync();

        var page = await TakenAsync(trust, "Register", "r.csv", Sample.LongFile(
            Day("/"), Day("/", Ben), "UPNNOBODY1,2025-09-29,AM,/", "UPNNOBODY2,2025-09-29,AM,/", $"{Ada},2025-09-29,AM,QQ"));

        Assert.Contains("7 rows read: 4 can be used, 3 come back.", page, StringComparison.Ordinal);
        Assert.Contains("2 rows: lines 6 and 7", page, StringComparison.Ordinal);
        Assert.Contains("is not on the school&#x27;s roster", page, StringComparison.Ordinal);
        Assert.Contains("1 row: line 8", page, StringComparison.Ordinal);

        var file = Assert.IsType<OfficeFile>(await OpenAsync<DownloadReturnedRows>(trust, await NewestAsync(trust)));
        var text = Encoding.UTF8.GetString(file.Content.ToArray());
        Assert.Contains("UPNNOBODY1,2025-09-29,AM,/", text, StringComparison.Ordinal);
        Assert.Equal(
            [Ada], (await LooksAsync(trust)).Where(look => look.Page == FilePages.Rows.Name).Select(look => look.Upn?.ToString())
                .OfType<string>());
        await trust.NightAsync("2025-09-29");
        Assert.Equal(text, await trust.GetAsync(Containers.Rejected, $"141234/{(await NewestAsync(trust)).Name}"));
    }

    [Fact]
    public async Task A_register_that_opens_the_day_for_too_few_is_taken_and_said_to_be_held_until_the_others_come()
    {
        await using var trust = await StartAsync(minimumCoverage: "0.8");

        var first = await TakenAsync(trust, "Register", "4B.csv", Sample.LongFile(Day("/")));
        Assert.Contains("The night holds it as it is now", first, StringComparison.Ordinal);
        Assert.Contains("1 of 2 pupils on roll", first, StringComparison.Ordinal);

        trust.Clock.Set("2025-09-29 09:12");
        var second = await TakenAsync(trust, "Register", "5B.csv", Sample.LongFile(Day("/", Ben)));
        Assert.DoesNotContain("The night holds it", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_twice_writes_one_file()
    {
        await using var trust = await StartAsync();
        var content = Sample.LongFile(Day("/"), Day("/", Ben));

        await TakenAsync(trust, "Register", "r.csv", content);
        trust.Clock.Set("2025-09-29 09:11");
        var again = await TakenAsync(trust, "Register", "r.csv", content);

        Assert.Contains("It is there already, so nothing was changed.", again, StringComparison.Ordinal);
        Assert.Equal(2, await FilesAsync(trust, Containers.Registers));
    }

    [Fact]
    public async Task A_roster_says_who_is_new_and_who_is_gone_and_takes_the_place_of_the_one_before()
    {
        await using var trust = await StartAsync();

        var page = await TakenAsync(trust, "Roster", "roster.csv", Sample.Roster(Sample.Pupil(Ada), Sample.Pupil("UPNNEW333")));

        Assert.Contains("2 pupils. New: ", page, StringComparison.Ordinal);
        Assert.Contains("No longer on it: ", page, StringComparison.Ordinal);
        await trust.NightAsync("2025-09-29");
        Assert.Equal(
            [Ada, "UPNNEW333"],
            (await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token)).Keys.Select(upn => upn.ToString()).Order());
    }

    [Fact]
    public async Task A_register_for_a_pupil_of_a_roster_that_waits_is_checked_by_that_roster()
    {
        await using var trust = await StartAsync();
        await TakenAsync(trust, "Roster", "roster.csv", Sample.Roster(Sample.Pupil(Ada), Sample.Pupil(Ben), Sample.Pupil("UPNNEW333")));

        var page = await TakenAsync(trust, "Register", "r.csv", Sample.LongFile(Day("/"), Day("/", Ben), Day("/", "UPNNEW333")));

        Assert.Contains("6 rows read: 6 can be used, none comes back.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roster_with_too_few_of_the_pupils_is_not_taken_and_the_one_in_use_stays()
    {
        await using var trust = await StartAsync(minimumCoverage: "0.8");
        var before = await trust.GetAsync(Containers.Rosters, Registers.Roster);

        var page = await RefusedAsync(trust, "Roster", "roster.csv", Sample.Roster(Sample.Pupil(Ada)));

        Assert.Contains("Only 1 of the 2 pupils known so far are on this roster: fewer than 80%", page, StringComparison.Ordinal);
        Assert.Contains("The roster in use stays.", page, StringComparison.Ordinal);
        Assert.Equal(before, await trust.GetAsync(Containers.Rosters, Registers.Roster));
    }

    [Fact]
    public async Task Another_schools_roster_and_register_are_not_taken_and_name_no_school()
    {
        await using var trust = await StartAsync(minimumCoverage: "0");
        string[] theirs = [.. Enumerable.Range(1, 6).Select(number => Sample.Pupil($"UPNHILL00{number}"))];
        await trust.PutAsync(Containers.Rosters, "141235.csv", Sample.Roster(theirs));
        await trust.NightAsync("2025-09-29");
        trust.Clock.Set("2025-09-30 09:00");

        var roster = await RefusedAsync(trust, "Roster", "roster.csv", Sample.Roster(theirs));
        var register = await RefusedAsync(trust, "Register", "r.csv", Sample.LongFile(Day("/", "UPNHILL001"), Day("/", "UPNHILL002")));

        Assert.Contains("it looks like that school&#x27;s roster", roster, StringComparison.Ordinal);
        Assert.DoesNotContain("Hilltop", roster, StringComparison.Ordinal);
        Assert.Contains("No row of it can be applied. Is it a register of this school?", register, StringComparison.Ordinal);
        Assert.Equal(1, await FilesAsync(trust, Containers.Registers));
    }

    [Fact]
    public async Task A_few_children_of_another_school_are_no_reason_to_refuse_a_roster()
    {
        await using var trust = await StartAsync(minimumCoverage: "0");
        string[] theirs = [.. Enumerable.Range(1, 6).Select(number => Sample.Pupil($"UPNHILL00{number}"))];
        await trust.PutAsync(Containers.Rosters, "141235.csv", Sample.Roster(theirs));
        await trust.NightAsync("2025-09-29");
        trust.Clock.Set("2025-09-30 09:00");

        await TakenAsync(trust, "Roster", "roster.csv", Sample.Roster([Sample.Pupil(Ada), Sample.Pupil(Ben), .. theirs[..4]]));
    }

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "workbook.xlsx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "The Excel workbook is damaged or cut off" },
        { "zeros.csv", new byte[200], "binary, not text" },
        { "other.csv", "Name,Colour\r\nx,y"u8.ToArray(), "UPN" },
        { "rows.csv", "UPN,Date,Session,Code\r\n"u8.ToArray(), "a header and no rows" },
        { "empty.csv", [], "Choose a file that is not empty" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_refused_in_a_sentence_and_nothing_is_written(string name, byte[] content, string sentence)
    {
        await using var trust = await StartAsync();

        var page = await RefusedAsync(trust, "Register", name, content);

        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Equal(1, await FilesAsync(trust, Containers.Registers));
    }

    [Fact]
    public async Task A_file_over_the_bound_is_not_read_whether_or_not_its_length_is_stated()
    {
        await using var trust = await StartAsync();
        Endless? stated = null, unstated = null;

        var byLength = await SendAsync(trust, Visitor.Office, request =>
        {
            request.Body = stated = new(Multipart(request, "Register", "r.csv", []));
            request.ContentLength = 1L << 32;
        });
        var byReading = await SendAsync(trust, Visitor.Office, request =>
        {
            var form = Multipart(request, "Register", "r.csv", []);
            request.Body = unstated = new(form[..(form.AsSpan().IndexOf("\r\n\r\n"u8) + 4)]);
            request.ContentLength = null;
        });

        Assert.All(
            [byLength, byReading],
            answer => Assert.Contains("larger than 16 MB", Assert.IsType<OfficeAnswer>(answer).Html, StringComparison.Ordinal));
        Assert.Equal(0, stated!.Taken);
        Assert.InRange(unstated!.Taken, 1, 20 << 20);
        Assert.Equal(1, await FilesAsync(trust, Containers.Registers));
    }

    [Fact]
    public async Task A_browser_that_stops_in_the_middle_leaves_nothing()
    {
        await using var trust = await StartAsync();

        var answer = await SendAsync(trust, Visitor.Office, request =>
        {
            var whole = Multipart(request, "Register", "r.csv", Encoding.UTF8.GetBytes(Sample.LongFile(Day("/"), Day("/", Ben))));
            request.ContentLength = null;
            request.Body = new MemoryStream(whole[..(whole.Length / 2)]);
        });

        Assert.Equal(StatusCodes.Status409Conflict, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.Equal(1, await FilesAsync(trust, Containers.Registers));
    }

    [Theory]
    [InlineData("../../settings/trust.json", "2025-09-29 09.10 trust json 6b86b2.csv")]
    [InlineData(@"..\141235\r.csv", "2025-09-29 09.10 r 6b86b2.csv")]
    [InlineData("141235/2025-09-29.csv", "2025-09-29 09.10 2025-09-29 6b86b2.csv")]
    [InlineData(".hidden", "2025-09-29 09.10 hidden 6b86b2.csv")]
    [InlineData("", "2025-09-29 09.10 register 6b86b2.csv")]
    [InlineData("a\u0000b\u202ec?#%2F*.CSV", "2025-09-29 09.10 a b c 2F 6b86b2.csv")]
    [InlineData("Zoe\u0308 Zo\u00EB.csv", "2025-09-29 09.10 Zoe\u0308 Zo\u00EB 6b86b2.csv")]
    public void A_name_keeps_what_people_know_it_by_and_leads_nowhere_else(string name, string expected) =>
        Assert.Equal(expected, FileUpload.NameOf(name, new(2025, 9, 29, 8, 10, 0, TimeSpan.Zero), "1"u8.ToArray()));

    [Fact]
    public void Half_a_character_is_no_part_of_a_name() => Assert.StartsWith(
        "2025-09-29 09.10 x y ", FileUpload.NameOf($"x{(char)0xD800}y.csv", new(2025, 9, 29, 8, 10, 0, TimeSpan.Zero), []),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_page_lists_what_came_in_what_needs_somebody_and_the_days_without_marks()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Sample.LongFile(Day("/"), "UPNNOBODY1,2025-09-29,AM,/"));
        await trust.PutRegisterAsync("b.csv", "Name,Colour\r\nx,y");
        await trust.NightAsync("2025-09-30");

        var page = Html(await trust.GetAsync<ShowFiles>(Visitor.Office, Ada));

        Assert.Contains("Register: a.csv", page, StringComparison.Ordinal);
        Assert.Contains("1 row of 3 came back.", page, StringComparison.Ordinal);
        Assert.Contains("Rejected as a whole.", page, StringComparison.Ordinal);
        Assert.Contains("To look at <span class=\"count\">2</span>", page, StringComparison.Ordinal);
        Assert.Contains("sent by your system", page, StringComparison.OrdinalIgnoreCase);
        // No register at all on the 30th, and one of two pupils on the 29th.
        Assert.Matches("30 September 2025</th>\\s*<td>0 of 2</td>\\s*<td>0 of 2</td>\\s*<td class=\"text\">missing", page);
        Assert.Matches("29 September 2025</th>\\s*<td>1 of 2</td>\\s*<td>1 of 2</td>\\s*<td class=\"text\">not complete", page);
    }

    [Fact]
    public async Task The_key_of_another_schools_file_leads_to_nothing()
    {
        await using var trust = await StartAsync();
        await trust.PutAsync(Containers.Registers, "141235/r.csv", Sample.LongFile(Day("/")));
        string? key = null;
        await trust.InScopeAsync<ReceivedFiles>(async files =>
        {
            var other = AttendanceFunctions.Domain.Trusts.SchoolId.Parse("141235");
            key = (await files.KeysOfAsync(other, Token))((await files.ReadAsync(other, Token))[0]).ToString();
        });

        var answer = await SendAsync<ShowFile>(trust, Visitor.Office, request =>
        {
            request.Method = "GET";
            request.RouteValues[OfficePaths.FileValue] = key;
        });

        Assert.Equal(StatusCodes.Status404NotFound, Assert.IsType<OfficeAnswer>(answer).Status);
    }

    [Theory]
    [MemberData(nameof(Visitor.Others), MemberType = typeof(Visitor))]
    public async Task Nobody_else_uploads(string signInName)
    {
        await using var trust = await StartAsync();

        var answer = await SendAsync(
            trust, signInName, request => Multipart(request, "Register", "r.csv", Encoding.UTF8.GetBytes(Sample.LongFile(Day("/")))));

        Assert.Equal(StatusCodes.Status403Forbidden, Assert.IsType<OfficeAnswer>(answer).Status);
        Assert.Equal(1, await FilesAsync(trust, Containers.Registers));
    }

    private async Task<TestTrust> StartAsync(string minimumCoverage = "0")
    {
        var trust = await Visitor.TrustAsync(azurite, "het", extra: $"\"minimumCoverage\": {minimumCoverage},");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil(Ada), Sample.Pupil(Ben)));
        await trust.PutRegisterAsync(
            "so-far.csv", Sample.MarksFile(Sample.Marks(Ada, "2025-09-01", 0, 40), Sample.Marks(Ben, "2025-09-01", 0, 40)));
        await trust.NightAsync("2025-09-26");
        trust.Clock.Set("2025-09-29 09:10");
        return trust;
    }

    private static Task<string> TakenAsync(TestTrust trust, string kind, string name, string content) =>
        TakenAsync(trust, kind, name, Encoding.UTF8.GetBytes(content));

    private static async Task<string> TakenAsync(TestTrust trust, string kind, string name, byte[] content)
    {
        var answer = await SendAsync(trust, Visitor.Office, request => Multipart(request, kind, name, content));
        Assert.True(answer is SeeOther, (answer as OfficeAnswer)?.Html);
        var context = new DefaultHttpContext();
        await answer.ExecuteAsync(context);
        var path = context.Response.Headers.Location.ToString().Split('?');
        return Html(await SendAsync<ShowFile>(trust, Visitor.Office, request =>
        {
            request.Method = "GET";
            request.QueryString = new($"?{path[1]}");
            request.RouteValues[OfficePaths.FileValue] = path[0].Split('/')[^1];
        }));
    }

    private static Task<string> RefusedAsync(TestTrust trust, string kind, string name, string content) =>
        RefusedAsync(trust, kind, name, Encoding.UTF8.GetBytes(content));

    private static async Task<string> RefusedAsync(TestTrust trust, string kind, string name, byte[] content)
    {
        var answer = await SendAsync(trust, Visitor.Office, request => Multipart(request, kind, name, content));
        Assert.Equal(StatusCodes.Status409Conflict, Assert.IsType<OfficeAnswer>(answer).Status);
        return Html(answer);
    }

    private static async Task<IResult> OpenAsync<TPage>(TestTrust trust, ReceivedFile file)
    {
        var key = "";
        await trust.InScopeAsync<ReceivedFiles>(
            async files => key = (await files.KeyOfAsync(TestTrust.School, file.File, Token)).ToString());
        return await SendAsync<TPage>(trust, Visitor.Office, request =>
        {
            request.Method = "GET";
            request.RouteValues[OfficePaths.FileValue] = key;
        });
    }

    private static async Task<ReceivedFile> NewestAsync(TestTrust trust)
    {
        ReceivedFile? newest = null;
        await trust.InScopeAsync<ReceivedFiles>(async files => newest = (await files.ReadAsync(TestTrust.School, Token))[0]);
        return newest!;
    }

    private static async Task<IReadOnlyList<Access>> LooksAsync(TestTrust trust) =>
        await trust.Get<AccessLog>().ReadAsync(TestTrust.School, 100, Token);

    private static async Task<int> FilesAsync(TestTrust trust, string container) =>
        await trust.TrustStorage.Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, "141234/", Token).CountAsync(Token);

    private static string Html(IResult answer) => Assert.IsType<OfficeAnswer>(answer).Html;

    private static Task<IResult> SendAsync(TestTrust trust, string signInName, Action<HttpRequest> fill) =>
        SendAsync<UploadFile>(trust, signInName, fill);

    private static Task<IResult> SendAsync<T>(TestTrust trust, string signInName, Action<HttpRequest> fill) =>
        trust.SendAsync<T>(signInName, Ada, fill);

    /// <summary>Makes a request one that a browser sends for a form with a file.</summary>
    /// <returns>The body.</returns>
    private static byte[] Multipart(HttpRequest request, string kind, string name, byte[] content) =>
        request.WithFile(FileFields.File, name, content, (FileFields.Kind, kind));

    /// <summary>A body that never ends, and counts what is read of it.</summary>
    /// <param name="start">What it begins with.</param>
    private sealed class Endless(byte[] start) : Stream
    {
        private int _at;

        /// <summary>The bytes that were read beyond its beginning.</summary>
        public int Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, start.Length - _at);
            if (count > 0)
            {
                start.AsSpan(_at, count).CopyTo(buffer);
                _at += count;
                return count;
            }

            buffer.Fill((byte)'x');
            Taken += buffer.Length;
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
