using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>The term's review of what the policies ask of the trust, with the reviews of its schools.</summary>
public sealed class ShowTrustPolicyReview(OfficeDoor door, TrustPolicyPages policy)
{
    [Function(nameof(ShowTrustPolicyReview))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OfficePaths.TrustPolicyRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustPolicyPages.Review, policy.ShowAsync, cancellationToken);
}

/// <summary>Takes a signed-in person's answer about a sentence that is the trust's, or about the training of a school's staff.</summary>
public sealed class AnswerTrustPolicyReview(OfficeDoor door, TrustPolicyPages policy)
{
    [Function(nameof(AnswerTrustPolicyReview))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OfficePaths.TrustPolicyRoute)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.OpenTrustAsync(request, TrustPolicyPages.Answer, policy.AnswerAsync, cancellationToken);
}
