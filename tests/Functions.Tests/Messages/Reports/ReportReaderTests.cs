using System.Text;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages.Reports;

/// <summary>What Event Grid puts on the queue, in every form in which it may, and what else may lie there.</summary>
public sealed class ReportReaderTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string, string> Forms => new()
    {
        { "one event", Report.Of(Key) },
        { "a list", $"[{Report.Of(Key)}]" },
        { "base64", Report.InBase64($"[{Report.Of(Key)}]") },
        { "base64 with a mark of its encoding", Report.InBase64($"\uFEFF{Report.Of(Key)}") },
        { "a mark of its encoding and a line's end", $"\uFEFF{Report.Of(Key)}\r\n" },
        { "CloudEvents", Report.AsCloudEvent(Key) },
        { "CloudEvents in base64", Report.InBase64(Report.AsCloudEvent(Key)) },
        { "older names", Report.InCapitals(Key) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_report_is_read_in_every_form_in_which_it_may_come(string form, string body)
    {
        var message = ReportReader.Read(body);

        Assert.Equal(0, message.Others);
        Assert.True(
            new DeliveryReport(Key, DeliveryStatus.Delivered, Report.Id, null) == Assert.Single(message.Reports), form);
    }

    [Theory]
    [InlineData("Delivered", DeliveryStatus.Delivered)]
    [InlineData("delivered", DeliveryStatus.Delivered)]
    [InlineData("Failed", DeliveryStatus.Failed)]
    [InlineData("Queued", DeliveryStatus.NotFinal)]
    [InlineData("Undelivered", DeliveryStatus.NotFinal)]
    [InlineData("", DeliveryStatus.NotFinal)]
    public void Only_the_documented_states_are_final(string status, DeliveryStatus read) =>
        Assert.Equal(read, Assert.Single(ReportReader.Read(Report.Of(Key, status)).Reports).Status);

    [Theory]
    [InlineData("4002", "4002")]
    [InlineData("4004", "4004")]
    [InlineData("Error 4004: Message failed to deliver since Destination/To number does not exist", "4004")]
    [InlineData("4007", "4007")]
    [InlineData("The recipient has opted out of receiving messages from you", "4007")]
    [InlineData("The Destination/To number does not exist", "4004")]
    [InlineData("Message is rejected due to invalid Destination/To number format", "4002")]
    [InlineData("4000", "")]
    [InlineData("4001", "")]
    [InlineData("4003", "")]
    [InlineData("4005", "")]
    [InlineData("4006", "")]
    [InlineData("4006 The Destination/To number does not exist now", "")]
    [InlineData("4008", "")]
    [InlineData("5000", "")]
    [InlineData("9999", "")]
    [InlineData("No error.", "")]
    [InlineData("", "")]
    [InlineData("to +44 4004 900777", "")]
    public void Only_what_says_that_a_number_is_dead_marks_it(string details, string code)
    {
        Assert.Equal(code, Assert.Single(ReportReader.Read(Report.Of(Key, "Failed", details)).Reports).Fault?.Code ?? "");
        Assert.Null(Assert.Single(ReportReader.Read(Report.Of(Key, "Delivered", details)).Reports).Fault);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]", 0)]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("[null, 5, [], {}]", 4)]
    [InlineData("""{"eventType":5,"data":{}}""")]
    [InlineData("""{"eventType":"Microsoft.Storage.BlobCreated","data":{"url":"https://example.org"}}""")]
    [InlineData("""[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d38b6"}}]""")]
    public void What_is_no_report_is_counted_and_read_no_further(string body, int others = 1)
    {
        var message = ReportReader.Read(Report.InBase64(body));

        Assert.Empty(message.Reports);
        Assert.Equal(others, message.Others);
    }

    [Fact]
    public void A_list_of_reports_and_other_things_gives_the_reports()
    {
        var message = ReportReader.Read($"[{Report.Of(Key)}, {Report.Received}, {Report.Of("other", "Failed")}]");

        Assert.Equal([Key, "other"], message.Reports.Select(report => report.Tag));
        Assert.Equal(1, message.Others);
    }

    [Theory]
    [InlineData("""{"eventType":"Microsoft.Communication.SMSDeliveryReportReceived"}""")]
    [InlineData("""{"eventType":"Microsoft.Communication.SMSDeliveryReportReceived","data":null}""")]
    [InlineData("""{"eventType":"Microsoft.Communication.SMSDeliveryReportReceived","data":"text"}""")]
    [InlineData(
        """{"eventType":"Microsoft.Communication.SMSDeliveryReportReceived","data":{"tag":5,"messageId":[],"deliveryStatus":{}}}""")]
    public void A_report_without_its_parts_says_nothing(string body) =>
        Assert.Equal(
            new DeliveryReport("", DeliveryStatus.NotFinal, "", null), Assert.Single(ReportReader.Read(body).Reports));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("to: +447700900777")]
    [InlineData("""{"eventType":"\ud800"}""")]
    [InlineData("""{"\ud800":"x","eventType":"y"}""")]
    public void What_is_no_json_is_refused_without_being_repeated(string body)
    {
        var refusal = Assert.Throws<FormatException>(() => ReportReader.Read(body));

        Assert.Equal("The message is no JSON of Event Grid.", refusal.ToString().Split('\n')[0].Split("FormatException: ")[1].Trim());
        Assert.DoesNotContain("7700900777", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_damaged_reports_are_read_or_refused_and_never_anything_else()
    {
        var random = new Random(20250929);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(round % 2 == 0 ? $"[{Report.Of(Key)}]" : Report.AsCloudEvent(Key));
            for (var damage = 0; damage <= random.Next(6); damage++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var cut = bytes[..random.Next(bytes.Length / 2, bytes.Length)];
            var body = random.Next(2) == 0 ? Convert.ToBase64String(random.Next(4) == 0 ? cut : bytes) : Encoding.UTF8.GetString(bytes);
            if (ReportReader.TryRead(body, out var message))
            {
                Assert.DoesNotContain("7700900777", DeliveryReport.Reduce(message.Reports), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_reduced_report_says_the_same_and_holds_no_number()
    {
        var reports = ReportReader.Read(
            $"[{Report.Of(Key, "Failed", $"4004 {Report.Number} does not exist")}, {Report.Of(Key)}, {Report.Of(Key, "Queued")}, "
            + $"{Report.Of(Report.Number)}]").Reports;

        var reduced = DeliveryReport.Reduce(reports);

        Assert.Equal(reports.Take(2), ReportReader.Read(reduced).Reports);
        Assert.DoesNotContain("7700900777", reduced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+447700900777")]
    [InlineData("Outgoing_+447700900777")]
    [InlineData("Incoming_1")]
    public void An_id_that_is_not_of_the_services_form_is_not_kept(string id) =>
        Assert.Equal(
            "",
            Assert.Single(
                ReportReader.Read(
                    Report.Of(Key).Replace(
                        $"\"messageId\":\"{Report.Id}\"", $"\"messageId\":\"{id}\"", StringComparison.Ordinal)).Reports).ProviderId);
}
