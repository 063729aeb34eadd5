using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>
/// The share of pupils whose messages of concern are planned and not sent, so that a term later one can see whether they help.
/// Who is in it depends on the pupil and the school year alone: the same on every night, at every school and on every machine.
/// </summary>
public static class HoldOut
{
    /// <summary>Parts into which the pupils are divided.</summary>
    private const uint Parts = 10_000;

    /// <summary>Whether a pupil is in the hold-out of a policy. A greater share keeps all who are in a smaller one.</summary>
    public static bool Holds(Policy policy, AcademicYear year, Upn upn) => PartOf(year, upn) < policy.HoldOutPercent * (Parts / 100);

    /// <summary>The pupil's part in a school year, from 0 to 9 999, each as likely as another.</summary>
    private static uint PartOf(AcademicYear year, Upn upn)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"hold-out\u001F{year.StartYear}\u001F{upn}");
        // 2^64 is so much more than the parts that taking the rest favours none of them.
        return (uint)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % Parts);
    }
}
