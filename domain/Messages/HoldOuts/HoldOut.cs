using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>
/// The share of pupils whose messages of concern are planned and not sent, so that the effect of messages can be measured a term later.
/// Membership depends only on the pupil and the school year: it is the same on every night, at every school and on every machine.
/// </summary>
public static class HoldOut
{
    /// <summary>The number of equal parts into which pupils are divided.</summary>
    private const uint Parts = 10_000;

    /// <summary>Whether a pupil is in the hold-out of a policy. Raising the share keeps everybody who was in it before.</summary>
    public static bool Holds(Policy policy, AcademicYear year, Upn upn) => PartOf(year, upn) < policy.HoldOutPercent * (Parts / 100);

    /// <summary>The pupil's part in a school year, from 0 to 9 999, all equally likely.</summary>
    private static uint PartOf(AcademicYear year, Upn upn)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"hold-out\u001F{year.StartYear}\u001F{upn}");
        // 2^64 is so much larger than the number of parts that the bias of the remainder is negligible.
        return (uint)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % Parts);
    }
}
