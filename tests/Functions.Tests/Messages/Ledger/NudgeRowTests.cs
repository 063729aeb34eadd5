using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Tests.Functions.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Functions.Messages.Ledger;

public sealed class NudgeRowTests
{
    private static readonly Gen<LedgerPlace> Places =
        from school in Gen.Elements("141234", "a-1", "trust")
        from year in Gen.Choose(2000, 2090)
        from upn in Gen.Choose(1, 99)
        select new LedgerPlace(
            SchoolId.Parse(school), new AcademicYear(year),
            NudgeKey.Of(TestSecret.Value, SchoolId.Parse(school), Upn.Parse($"A{upn}"), MessageKind.Stage, "2025-1", Channel.Text, 1));

    [Theory]
    [InlineData("141234:99999999999:0123456789abcdef0123456789abcdef")]
    [InlineData("141234:12025:0123456789abcdef0123456789abcdef")]
    [InlineData("141234:9999:0123456789abcdef0123456789abcdef")]
    [InlineData("141234:0000:0123456789abcdef0123456789abcdef")]
    [InlineData("141234:+025:0123456789abcdef0123456789abcdef")]
    [InlineData("141234:2025:0123456789abcdef0123456789abcde")]
    [InlineData("141234:2025")]
    public void What_is_no_place_in_the_ledger_says_so(string text) => Assert.Throws<FormatException>(() => NudgeRow.PlaceOf(text));

    private static readonly Gen<DateOnly> Dates = Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber);

    private static readonly Gen<DateTimeOffset> Instants = Gen.OneOf(
        Gen.Constant(DateTimeOffset.MinValue),
        from second in Gen.Choose(0, int.MaxValue)
        from tick in Gen.Choose(0, 9_999_999)
        select DateTimeOffset.UnixEpoch.AddSeconds(second).AddTicks(tick));

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Item);

    private static readonly Gen<Author?> Authors =
        from texts in Texts.ArrayOf(3)
        from isKnown in Gen.Elements(true, false)
        from author in Gen.Elements<Author?>(
            null, new Author.SignedIn(texts[0], texts[1]), new Author.Stated(texts[0], texts[1], isKnown ? texts[2] : null))
        select author;

    private static readonly Gen<Nudge> Nudges =
        from place in Places
        from upn in Gen.Elements(Upn.Parse("A1"), Upn.Parse("TEMP-0000_3"))
        from kind in Gen.Elements(Enum.GetValues<MessageKind>())
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from slot in Gen.Choose(0, 9)
        from state in Gen.Elements(Enum.GetValues<NudgeState>())
        from reason in Gen.Elements(Enum.GetValues<SuppressionReason>().Select(reason => (SuppressionReason?)reason).Append(null))
        from days in Dates.ArrayOf(3)
        from texts in Texts.ArrayOf(2)
        from instants in Gen.OneOf(Gen.Constant((DateTimeOffset?)null), Instants.Select(at => (DateTimeOffset?)at)).ArrayOf(2)
        from bundled in Places.ListOf()
        from lead in Places
        from owner in ArbMap.Default.GeneratorFor<Guid>()
        from isClaimed in Gen.Elements(true, false)
        from isReleased in Gen.Elements(true, false)
        from author in Authors
        select Nudge.Stored(
            new(place, upn, kind, texts[0], channel, slot, days[0], days[1], days[2]), state, reason, isReleased, author, instants[0],
            new([.. bundled]), lead, isClaimed ? owner : null, instants[1], isClaimed ? texts[1] : null, slot);

    [Fact]
    public void A_row_is_read_as_it_was_written() =>
        Prop.ForAll(Nudges.ToArbitrary(), nudge => NudgeRow.Read(NudgeRow.Write(nudge)).Value == nudge).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_names_the_place_that_it_was_written_for() =>
        Prop.ForAll(Places.ToArbitrary(), place => QueuedNudge.Read(new QueuedNudge(place).Write()).Place == place)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_holds_the_ledger_key_and_nothing_else_about_a_pupil()
    {
        var nudge = Family.Planned("A1");

        Assert.Equal($$"""{"V":1,"Nudge":"141234:2025:{{nudge.Place.Key}}"}""", new QueuedNudge(nudge.Place).Write());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A1")]
    [InlineData("{}")]
    [InlineData("""{"V":2,"Nudge":"141234:2025:00000000000000000000000000000000"}""")]
    [InlineData("""{"V":1,"Nudge":"141234:2025"}""")]
    [InlineData("""{"V":1,"Nudge":"141234:2025:no key"}""")]
    public void A_body_that_is_no_message_is_said_to_be_none(string body) => Assert.Throws<FormatException>(() => QueuedNudge.Read(body));
}
