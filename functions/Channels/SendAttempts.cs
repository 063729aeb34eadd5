using Azure.Core;
using Azure.Core.Pipeline;

namespace AttendanceFunctions.Functions.Channels;

/// <summary>
/// What became of every attempt of one send. The client retries by itself and tells of the last attempt alone, but it is the
/// one before that may have been taken and lost its answer: a "too many requests" after it is no proof that nothing was sent.
/// </summary>
public sealed class SendAttempts
{
    private const string Property = nameof(SendAttempts);

    /// <summary>Whether an attempt reached the provider and did not come back with a plain refusal.</summary>
    public bool MayHaveBeenTaken { get; private set; }

    /// <summary>Makes a client's options watch attempts.</summary>
    public static T Watch<T>(T options)
        where T : ClientOptions
    {
        options.AddPolicy(new Policy(), HttpPipelinePosition.BeforeTransport);
        return options;
    }

    /// <summary>Watches what the calling method sends through such a client, until it is disposed.</summary>
    public IDisposable Begin() => HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = this });

    private sealed class Policy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The product sends asynchronously.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var nothingYet = false;
            try
            {
                await ProcessNextAsync(message, pipeline);
                nothingYet = ProviderAnswer.OfStatus(message.Response.Status) is SendOutcome.NotTaken or SendOutcome.Refused;
            }
            catch (Exception failure) when (ProviderAnswer.NeverReached(failure))
            {
                nothingYet = true;
                throw;
            }
            finally
            {
                if (!nothingYet && message.TryGetProperty(Property, out var watched) && watched is SendAttempts attempts)
                {
                    attempts.MayHaveBeenTaken = true;
                }
            }
        }
    }
}
