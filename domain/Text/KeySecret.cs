using System.Security.Cryptography;

namespace AttendanceFunctions.Domain.Text;

/// <summary>
/// The secret of a trust, without which nobody can make its keys, test a guess about what a key is made from, or choose what makes a key
/// come before another.
/// </summary>
public sealed class KeySecret
{
    /// <summary>The length of a secret in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">The secret does not have <see cref="Length"/> bytes.</exception>
    public KeySecret(ReadOnlySpan<byte> bytes) => _bytes = bytes.Length == Length
        ? bytes.ToArray()
        : throw new ArgumentException($"A secret has {Length} bytes, and this one has {bytes.Length}.", nameof(bytes));

    internal byte[] Hash(byte[] content) => HMACSHA256.HashData(_bytes, content);
}
