using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests;

/// <summary>The secret of opaque keys in tests.</summary>
internal static class TestSecret
{
    public static byte[] Bytes { get; } = [.. Enumerable.Range(0, KeySecret.Length).Select(number => (byte)number)];

    public static KeySecret Value { get; } = new(Bytes);
}
