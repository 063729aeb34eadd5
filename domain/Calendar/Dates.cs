namespace AttendanceFunctions.Domain.Calendar;

/// <summary>The earlier and the later of two dates.</summary>
public static class Dates
{
    public static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    public static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
