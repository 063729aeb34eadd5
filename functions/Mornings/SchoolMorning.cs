using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Contacts;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>The state of a school's morning at one tick.</summary>
/// <param name="Cases">The case of each pupil, for whom anything has happened in it.</param>
/// <param name="Unusable">Numbers of the pupils' contacts that are known to be unreachable.</param>
/// <param name="Held">Numbers and addresses to which nothing is sent until somebody clears them.</param>
/// <param name="Secret">The trust's secret, from which the keys of texts are made.</param>
public sealed record SchoolMorning(
    School School, MorningRoll Roll, IReadOnlyDictionary<Upn, Case> Cases, IReadOnlySet<Address> Unusable,
    IReadOnlyList<HeldAddress> Held, KeySecret Secret, TimeOnly Time)
{
    private readonly HashSet<Address> _held = [.. Held.Select(held => held.Shared.Address)];

    /// <summary>Whether all sending is paused, so that a person calls instead of a text.</summary>
    public bool IsPaused { get; init; }

    public DateOnly Day => Roll.Day;

    /// <summary>Which texts families get, and why other families get none.</summary>
    public FirstDayTexts Texts { get; } = new(School, Roll.Day, Unusable, Secret);

    /// <summary>The pupils whose families should be asked.</summary>
    public IEnumerable<MorningPupil> ToAsk => Roll.Pupils.Where(pupil => pupil.IsToAsk(ContactOf(pupil)));

    /// <summary>Those of them whose families get a text where one can reach them.</summary>
    public IEnumerable<MorningPupil> ToText => ToAsk.Where(pupil => !BeganBeforeTheStart(pupil));

    /// <summary>
    /// Whether an absence began before the school started with this product: a person calls then, and no text goes (domain 0.22).
    /// </summary>
    public bool BeganBeforeTheStart(MorningPupil pupil) =>
        School.GoingLive is { } start && pupil.FindAbsence(ContactOf(pupil))?.First < start.On;

    /// <summary>Whether texts may be sent now.</summary>
    public bool MayText => School.Morning.Contains(Time);

    /// <summary>Whether the latest time for texts has passed.</summary>
    public bool IsOver => School.Morning.IsOver(Time);

    /// <summary>Whether nothing is sent to a number or address until somebody clears it.</summary>
    public bool Holds(Address address) => _held.Contains(address);

    /// <summary>The number to which a text to a contact is held; null if it is not held.</summary>
    public HeldAddress? FindHeld(Pupil pupil, int slot) =>
        pupil.Contacts.FirstOrDefault(contact => contact.Slot == slot) is { } contact && Address.Of(contact, Unusable) is { } to
            ? Held.FirstOrDefault(held => held.Shared.Address == to)
            : null;

    /// <summary>The day of the last recorded contact with a pupil's family; null if there was none.</summary>
    public DateOnly? ContactOf(MorningPupil pupil) => Cases.GetValueOrDefault(pupil.Pupil.Upn)?.ContactOn;

    /// <summary>A pupil's case; an empty one if nothing has happened in it.</summary>
    public Case CaseOf(MorningPupil pupil) => Cases.GetValueOrDefault(pupil.Pupil.Upn) ?? new(pupil.Pupil.Upn, School.Policy.Id);

    /// <summary>What the adults who work with a pupil have to be told of today's absence, and were not told yet.</summary>
    public IEnumerable<Notification> ToTell(MorningPupil pupil)
    {
        if (pupil.FindSpell() is not { } spell)
        {
            return [];
        }

        var current = CaseOf(pupil);
        return OutsideAdults.Of(pupil.Pupil)
            .Select(adult => Notifications.Find(current, adult, spell) ?? new(adult, Occasion.Absence, spell.First, Day, Due: Day))
            .Where(matter => matter.IsOpen);
    }
}

/// <summary>Reads the mornings of schools from storage.</summary>
public sealed class SchoolMornings(
    MorningMarks marks, FamilyContacts family, UnusableAddressTable contacts, HeldAddresses shared, KeySecrets secrets,
    SendingPauses pauses) : IPupilsToAskAfter
{
    public async Task<MorningPupil?> FindAsync(Trust trust, School school, DateOnly day, Upn upn, CancellationToken cancellationToken) =>
        (await marks.ReadAsync(trust, school, day, cancellationToken)).FindUnseen(upn) is { } pupil
        && pupil.IsToAsk(await family.ReadAsync(school.Id, day, upn, cancellationToken))
            ? pupil
            : null;

    /// <summary>Reads the state of a school's morning at an instant.</summary>
    public async Task<SchoolMorning> ReadAsync(Trust trust, School school, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var roll = await marks.ReadAsync(trust, school, today, cancellationToken);
        var cases = roll.Pupils.Count > 0
            ? await family.ReadAsync(school.Id, today, cancellationToken)
            : new Dictionary<Upn, Case>();
        var unusable = await contacts.ReadAsync(school.Id, cancellationToken);
        return new(
            school, roll, cases, unusable.Of(roll.Pupils.Select(pupil => pupil.Pupil)),
            await shared.ReadAsync(school.Id, roll.Households, cancellationToken), await secrets.ReadAsync(cancellationToken),
            London.TimeAt(now))
        {
            IsPaused = await pauses.FindAsync(cancellationToken) is not null,
        };
    }
}
