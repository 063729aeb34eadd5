using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>Writes a school's documents of a night: letters, returns to the local authority, and the worklist.</summary>
public sealed class NightDocuments(
    TrustSettings settings, CaseEventTable events, SiblingSchools siblings, LetterWriter letters, Worklist worklist,
    ReturnFiles returns)
{
    /// <summary>Writes the letters and returns, and then the worklist, which refers to them.</summary>
    /// <param name="files">The entries of the files that this night was the first to read.</param>
    /// <returns>The letters that were written.</returns>
    public async Task<LettersOfNight> WriteAsync(
        NightAtWork work, PupilsOfNight ofNight, PlannedMessages messages, IReadOnlyList<IntakeEntry> files,
        CancellationToken cancellationToken)
    {
        var (trust, school, night, held) = (work.Trust, work.School, work.Night, work.Held);
        var onRoll = ofNight.OnRoll;
        var orders = await OrdersAsync(work, onRoll, cancellationToken);
        var written = await letters.WriteAsync(school, night, orders, cancellationToken);
        var texts = await settings.ReadMessagesAsync(cancellationToken);
        var atOtherSchools = await siblings.FindAsync(trust, school, night, held.Without(onRoll), cancellationToken);
        var nightRows = new NightRows(trust, school, night, written, messages, texts);
        var rows = held.Run(onRoll, pupils => nightRows.Of(pupils, work.Shared, atOtherSchools))
            // Pupils who have left come after all others.
            .Concat(NotificationRows.Of(school, night, held.Without(ofNight.ToTell))).ToList();
        await returns.WriteAsync(trust, school, night, held.Without(onRoll.Concat(ofNight.ToTell)), cancellationToken);
        var sheets = held.Run(onRoll, pupils => FurtherSheets.Of(school, night, pupils, held.Without(ofNight.Left)).ToList());
        await worklist.WriteAsync(
            school, night, held.Without(onRoll), files, rows.Concat(RowsOf(school, held)), sheets, cancellationToken);
        var timetables = held.Run(onRoll, pupils => TimetableList.Of(school, night, pupils));
        await worklist.WriteTimetablesAsync(trust, school, night, timetables, cancellationToken);
        return written;
    }

    private static IEnumerable<WorklistRow> RowsOf(School school, HeldPupils held) =>
        held.All.Select(pupil => new WorklistRow(
            school.Id, WorklistKinds.Held,
            "This pupil could not be worked out tonight, so nothing was changed, sent or written about the pupil. "
                + $"The fault is in the program or in what is stored: {pupil.Fault}.")
        {
            Pupil = pupil.Pupil is { } known ? WorklistPupil.WithoutFigures(known) : WorklistPupil.Unknown(pupil.Upn),
            Actions =
            [
                "Check the pupil's row of the roster, dates above all, and send the roster again.",
                "If this row is here again tomorrow, tell the people who run this system, with this sentence.",
                "Until then follow the pupil's attendance in your school system.",
            ],
        });

    /// <summary>The letters to write: those of tonight's case events, and at the end of a term or half term one to each family.</summary>
    private async Task<IReadOnlyList<LetterOrder>> OrdersAsync(
        NightAtWork work, IReadOnlyList<PupilNight> pupils, CancellationToken cancellationToken)
    {
        var orders = new List<LetterOrder>();
        var ofNight = new NightLetters(work.Trust, work.School, work.Night);
        foreach (var pupil in work.Held.Without(pupils))
        {
            try
            {
                orders.AddRange(await OrdersAsync(work, ofNight, pupil, cancellationToken));
            }
            catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
            {
                work.Held.Hold([new(pupil.Pupil.Upn, fault)]);
            }
        }

        return orders;
    }

    private async Task<IReadOnlyList<LetterOrder>> OrdersAsync(
        NightAtWork work, NightLetters ofNight, PupilNight pupil, CancellationToken cancellationToken)
    {
        var log = NightLetters.NeedsHistory(pupil)
            ? await events.ReadAsync(work.School.Id, pupil.Pupil.Upn, cancellationToken) : pupil.Case.Latest;
        return ofNight.Of(pupil, log);
    }
}
