using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>The rows about pupils on a school's worklist of a night. It uses no storage: what a row says is known by then.</summary>
/// <param name="Letters">The letters that the night wrote.</param>
/// <param name="Messages">The messages of the school after the night's planning.</param>
/// <param name="Texts">The trust's wording of messages.</param>
public sealed record NightRows(
    Trust Trust, School School, DateOnly Night, LettersOfNight Letters, PlannedMessages Messages, MessageBook Texts)
{
    /// <summary>The rows, in order: telling a social worker today comes before a home visit, and both before all others.</summary>
    /// <param name="onRoll">The pupils on roll, with tonight's results.</param>
    /// <param name="shared">The pupils whose UPN stands on the roster of another school too.</param>
    /// <param name="atOtherSchools">The other schools at which a sibling may be, by pupil.</param>
    public IReadOnlyList<WorklistRow> Of(
        IReadOnlyList<PupilNight> onRoll, IReadOnlyList<SharedUpnTonight> shared,
        IReadOnlyDictionary<Upn, IReadOnlyList<School>> atOtherSchools) =>
    [
        .. SiblingRows.AddTo(
            [
                .. new CaseRows(School, Night, Letters).Of(onRoll),
                .. PenaltyRows.Of(School, Night, onRoll),
                .. NotificationRows.Of(School, Night, onRoll),
                .. School.IsLive(Night) ? AbsenceRows.Of(School, Night, onRoll) : [],
                .. ReasonRows.Of(School, Night, onRoll),
                .. SharedUpnRows.Of(School, Night, onRoll, shared),
                .. new MessageRows(Trust, School, Night, Texts).Of(onRoll, Messages.Ledger),
                .. OfSharedAddresses(onRoll),
                .. ContactRows.Of(School, onRoll, Messages.Unusable),
            ],
            School, Night, onRoll, atOtherSchools),
        .. BaselineRows.Of(School, Night, onRoll),
    ];

    private IReadOnlyList<WorklistRow> OfSharedAddresses(IReadOnlyList<PupilNight> onRoll)
    {
        var byUpn = onRoll.ToDictionary(pupil => pupil.Pupil.Upn);
        var unusable = Messages.Unusable.Of(onRoll.Select(pupil => pupil.Pupil));
        var waiting = Messages.Ledger
            .Where(nudge => nudge.State == NudgeState.Planned && nudge.LastDay > Night && byUpn.ContainsKey(nudge.Upn))
            .ToLookup(nudge => Candidate.RecipientOf(nudge, byUpn[nudge.Upn].Pupil, unusable)?.To);
        return SharedRows.Of(
            School, Messages.Held,
            pupil => byUpn.TryGetValue(pupil.Upn, out var known) ? WorklistPupil.Of(School, known) : WorklistPupil.WithoutFigures(pupil),
            held => waiting[held.Shared.Address].Count());
    }
}
