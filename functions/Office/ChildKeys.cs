namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// The opaque keys by which addresses name children. They are made with the trust's secret: somebody who knows a UPN cannot make or guess
/// one, and one that was copied says nothing.
/// </summary>
public sealed class ChildKeys(KeySecrets secrets, PupilTable pupils)
{
    private const string Use = "child";

    /// <summary>The function that makes the keys of a school's children.</summary>
    public async Task<Func<Upn, OpaqueKey>> OfAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        return upn => OpaqueKey.Of(secret, Use, school.ToString(), upn.ToString());
    }

    /// <summary>The child of a key, among those of the school's rosters; null if there is none.</summary>
    public async Task<Upn?> FindAsync(SchoolId school, string text, CancellationToken cancellationToken)
    {
        if (!OpaqueKey.TryParse(text, out var wanted))
        {
            return null;
        }

        var keyOf = await OfAsync(school, cancellationToken);
        return (await pupils.ReadUpnsAsync(school, cancellationToken))
            .Select(upn => (Upn?)upn)
            .FirstOrDefault(upn => keyOf(upn!.Value) == wanted);
    }
}
