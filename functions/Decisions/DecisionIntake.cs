using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>
/// Applies what people decided: decisions/{school}/ holds worklists that they filled in. What they decided about a nudge or an absence holds at
/// once; about a case, it is taken down for the next night. A decision that cannot be applied goes back with its reason.
/// </summary>
public sealed class DecisionIntake(
    SchoolFiles files, RejectedFiles rejected, IntakeLedger intake, PupilTable pupils, DecisionsAboutNudges nudges, DecisionsAboutCases cases, DecisionsAboutAbsences absences, TimeProvider time)
{
    private const string NoSuchSchool = "settings/trust.json has no school for this file; put it into decisions/{school}/ of one of the trust's schools.";

    private const string NamesOfAnother =
        "The names in the row are not those of the pupil with this UPN. Some columns were sorted or moved without the others; copy the row from the worklist as it stands.";

    /// <summary>Applies every decision file that is new; one in no school's folder is held with a reason.</summary>
    public async Task ApplyAsync(Trust trust, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var folder in (await files.ListAsync(Containers.Decisions, "", cancellationToken)).GroupBy(file => file.Folder))
        {
            if (SchoolId.TryParse(folder.Key, out var id) && trust.TryFind(id, out var school))
            {
                await ApplyAsync(school, folder, today, cancellationToken);
            }
            else
            {
                await intake.HoldAsync(folder.Key, await intake.ReadAsync(folder.Key, cancellationToken), folder, NoSuchSchool, today, cancellationToken);
            }
        }
    }

    /// <summary>Applies the decision files of one school that are new.</summary>
    public async Task ApplyAsync(School school, DateOnly today, CancellationToken cancellationToken) =>
        await ApplyAsync(school, await files.ListAsync(Containers.Decisions, school.Id, cancellationToken), today, cancellationToken);

    private async Task ApplyAsync(School school, IEnumerable<IncomingFile> listed, DateOnly today, CancellationToken cancellationToken)
    {
        var known = await intake.ReadAsync(school.Id.ToString(), cancellationToken);
        foreach (var file in listed.Where(file => IntakeLedger.IsUnknown(file, known)))
        {
            if (await files.ReadAsync(file, cancellationToken) is { } content)
            {
                var entry = await ApplyAsync(school, today, file, DecisionReader.Read(file.Name, content), cancellationToken);
                await intake.WriteAsync(school.Id.ToString(), known, [entry], cancellationToken);
            }
        }
    }

    private async Task<IntakeEntry> ApplyAsync(School school, DateOnly today, IncomingFile file, DecisionFile decisions, CancellationToken cancellationToken)
    {
        switch (decisions)
        {
            case DecisionFile.Read read:
                var back = read.Rejections.ToList();
                var roster = read.Decisions.Count > 0 ? await pupils.ReadAsync(school.Id, cancellationToken) : new Dictionary<Upn, Pupil>();
                foreach (var row in read.Decisions)
                {
                    var reason = IsOfAnother(row, roster) ? NamesOfAnother : await ApplyAsync(school, today, file, row, cancellationToken);
                    back.AddRange(reason.Length > 0 ? [new(row.Line, reason, row.Source)] : Array.Empty<RejectedRow>());
                }

                await rejected.SendBackAsync(school.Id.ToString(), file, read.Header, [.. back.OrderBy(row => row.Line)], cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Applied, "", read.Rows, back.Count, 0, StatedDates.None, today, "");
            case DecisionFile.Rejected whole:
                await rejected.SendBackAsync(school.Id.ToString(), file, whole.Reason, cancellationToken);
                return new(file.Name, file.ETag, IntakeOutcome.Rejected, whole.Reason, 0, 0, 0, StatedDates.None, today, "");
            default:
                throw new InvalidOperationException();
        }
    }

    private static bool IsOfAnother(DecisionRow row, IReadOnlyDictionary<Upn, Pupil> roster) =>
        Upn.TryParse(row.Upn, out var upn) && roster.TryGetValue(upn, out var pupil) && !row.IsAbout(pupil);

    /// <summary>Applies one decision.</summary>
    /// <returns>Why it cannot be applied; empty if it was.</returns>
    private async Task<string> ApplyAsync(School school, DateOnly today, IncomingFile file, DecisionRow row, CancellationToken cancellationToken)
    {
        if (row.School != school.Id.ToString())
        {
            return $"The row is of the school {row.School}; put it into that school's folder.";
        }

        return row.Kind switch
        {
            WorklistKinds.Case => await cases.TakeAsync(school, today, Dates.Earlier(London.DateAt(file.LastModified), today), row, cancellationToken),
            WorklistKinds.Absence => await absences.TakeAsync(school, today, Dates.Earlier(ContactOn(school, file), today), row, cancellationToken),
            _ => await nudges.ApplyAsync(school, today, row, cancellationToken),
        };
    }

    /// <summary>
    /// The last day that a contact speaks for. Last night's worklist is filled in before school: a visit of yesterday must not
    /// answer for a child who does not come today.
    /// </summary>
    private DateOnly ContactOn(School school, IncomingFile file)
    {
        var now = time.GetUtcNow();
        var put = file.LastModified < now ? file.LastModified : now;
        return London.TimeAt(put) < school.RegistersClose ? London.DateAt(put).AddDays(-1) : London.DateAt(put);
    }
}
