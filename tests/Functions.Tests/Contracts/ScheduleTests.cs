using AttendanceFunctions.Domain.Calendar;
using NCrontab;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>Schedules tick in UTC; on both sides of the clock changes they must cover the hours in London that they are for.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("CheckMorning", "08:00", "12:55", 5)]
    [InlineData("ReleaseNudges", "08:00", "17:45", 15)]
    [InlineData("PullRegisters", "18:00", "23:45", 15)]
    [InlineData("PullRegisters", "00:00", "04:45", 15)]
    [InlineData("ReadBounces", "16:00", "16:30", 30)]
    [InlineData("ExportSummaries", "05:00", "08:45", 15)]
    public void A_schedule_ticks_through_its_hours_in_London_winter_and_summer(string function, string from, string to, int minutes)
    {
        var schedule = CrontabSchedule.Parse(
            TriggerTests.Schedules.Single(timer => timer.Function == function).Schedule,
            new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var expected = new List<TimeOnly>();
        for (var time = Time(from); time <= Time(to) && (expected.Count == 0 || time > expected[^1]); time = time.AddMinutes(minutes))
        {
            expected.Add(time);
        }

        foreach (var day in new DateOnly[] { new(2026, 1, 14), new(2026, 3, 29), new(2026, 7, 15), new(2026, 10, 25) })
        {
            var midnight = London.At(day, TimeOnly.MinValue);
            var ticks = schedule.GetNextOccurrences(midnight.UtcDateTime.AddSeconds(-1), midnight.UtcDateTime.AddHours(25))
                .Select(tick => new DateTimeOffset(tick, TimeSpan.Zero))
                .Where(tick => London.DateAt(tick) == day).Select(London.TimeAt).ToHashSet();

            // On the last Sunday of March there is no time between 01:00 and 02:00.
            var there = expected.Where(time => London.TimeAt(London.At(day, time)) == time);
            Assert.Equal([], there.Where(time => !ticks.Contains(time)));
        }
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
