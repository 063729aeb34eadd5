using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain;

/// <summary>Values that properties are tried on.</summary>
internal static class Some
{
    /// <summary>A rate of up to a year of sessions, the round hundreds often.</summary>
    public static Gen<Rate> Rate =>
        from possible in Gen.OneOf(Gen.Choose(1, 400), Gen.Elements(20, 100, 200, 380, 10_000))
        from attended in Gen.Choose(0, possible)
        select AttendanceFunctions.Domain.Attendance.Rate.Of(attended, possible);

    public static Gen<AttendanceCode> Code => Gen.Elements(NationalCodes.All.ToArray());

    /// <summary>A mark, or none.</summary>
    public static Gen<Mark> Mark => Gen.Frequency(
        (1, Gen.Constant(AttendanceFunctions.Domain.Registers.Mark.Missing)),
        (6, Code.Select(AttendanceFunctions.Domain.Registers.Mark.Of)));

    /// <summary>A session of the sample year; of few days, so that two are often the same.</summary>
    public static Gen<Session> Session =>
        from day in Gen.Choose(0, 20)
        from half in Gen.Elements(HalfDay.AM, HalfDay.PM)
        select new Session(Marks.Monday.AddDays(day), half);

    /// <summary>Statements as one register file makes them, in its order.</summary>
    public static Gen<(Session Session, Mark Mark)[]> Statements => Session.Zip(Mark).ArrayOf();

    public static Gen<YearOfMarks> Year => Statements.Select(YearOfMarks.Empty(Marks.Year).With);

    public static Gen<Policy> BuiltInPolicy => Gen.Elements(BuiltInPolicies.All.ToArray());

    /// <summary>Tries a property on many values, and fails with the one for which it does not hold.</summary>
    public static void Always<T>(this Gen<T> values, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), Prop.ForAll(values.ToArbitrary(), property));
}
