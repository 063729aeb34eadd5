using Azure;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.StandIns.Storage;

public class TableEntityTests
{
    [Fact]
    public void A_property_keeps_its_type_and_takes_whole_numbers_into_wider_ones()
    {
        var entity = new TableEntity("a", "b") { ["Long"] = 1L, ["Double"] = 1.5, ["Int"] = 1 };
        entity["Long"] = 2;
        entity["Double"] = 2;
        entity["Int"] = 3L;
        Assert.Equal((2L, 2.0, 3L), (entity.GetInt64("Long"), entity.GetDouble("Double"), entity.GetInt64("Int")));
        Assert.Throws<InvalidOperationException>(() => entity["Long"] = "two");
    }

    [Fact]
    public void A_property_that_is_absent_is_null_and_one_of_another_type_is_an_error()
    {
        var entity = new TableEntity { ["Text"] = "T" };
        Assert.Null(entity["Absent"]);
        Assert.Null(entity.GetInt32("Absent"));
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Text"));
    }

    [Fact]
    public void Keys_and_version_are_entries_of_the_dictionary()
    {
        var entity = new TableEntity("a", "b") { ETag = new ETag("W/\"1\""), Timestamp = DateTimeOffset.UnixEpoch };
        Assert.Equal(["PartitionKey", "RowKey", "Timestamp", "odata.etag"], entity.Keys.Order(StringComparer.Ordinal));
        Assert.True(entity.TryGetValue("RowKey", out var rowKey));
        Assert.Equal("b", rowKey);
        Assert.True(entity.Remove("RowKey"));
        Assert.False(entity.ContainsKey("RowKey"));
    }

    [Fact]
    public void A_filter_quotes_each_value_as_its_type_wants_it()
    {
        Assert.Equal(
            "Name eq 'O''Brien'' or true' and N ge 5 and Long lt 7L and Rate gt 0.5 and Done eq false and Id eq guid'00000000-0000-0000-0000-000000000000' and At le datetime'2026-07-01T08:00:00Z'",
            TableClient.CreateQueryFilter(
                $"Name eq {"O'Brien' or true"} and N ge {5} and Long lt {7L} and Rate gt {0.5} and Done eq {false} and Id eq {Guid.Empty} and At le {new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(1))}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"X eq {new object()}"));
    }
}
