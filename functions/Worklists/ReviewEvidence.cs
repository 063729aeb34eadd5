using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Letters;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>Reads what the product has on record of a school's term, as evidence in the review of its policy.</summary>
public sealed class ReviewEvidence(TrustStorage storage, CaseEventTable events)
{
    /// <summary>School days before a term in which a review may have come up that is due in the term: no review has longer.</summary>
    private const int DaysBefore = 5;

    /// <summary>Counts the term so far.</summary>
    /// <param name="cases">The school's cases of the school year.</param>
    /// <param name="ledger">The school's messages of the school year.</param>
    public async Task<TermEvidence> ReadAsync(
        School school, SchoolTerm term, IEnumerable<Case> cases, IEnumerable<Nudge> ledger, CancellationToken cancellationToken)
    {
        var first = school.Calendar.HalfTerms.First(halfTerm => SchoolTerm.Of(halfTerm) == term).From;
        // What happened in the term was written down in it or later, corrections included.
        var since = school.Calendar.SchoolDaysBackFrom(first.AddDays(-1)).Take(DaysBefore).LastOrDefault(first);
        var histories = await events.ReadAllAsync(school.Id, cancellationToken, since);
        var letters = new List<LetterKind>();
        await foreach (var blob in storage.Container(Containers.Letters).GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{school.Id}/", cancellationToken))
        {
            if (blob.Name.Split('/') is [_, var night, var file] && Dates.Read(night) is { } day
                && SchoolTerm.Of(school.Calendar, day) == term && LetterNames.TryRead(file, out var kind))
            {
                letters.Add(kind);
            }
        }

        return TermEvidence.Of(school, term, letters, histories.Select(history => history.ToList()), cases, ledger);
    }
}
