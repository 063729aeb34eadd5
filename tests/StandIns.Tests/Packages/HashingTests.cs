using System.IO.Hashing;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace AttendanceFunctions.Tests.StandIns.Packages;

public class HashingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Azure.Storage.Common")]
    [InlineData("Azure.Storage.Blobs")]
    [InlineData("Azure.Storage.Queues")]
    public void Whatever_the_storage_packages_call_of_System_IO_Hashing_exists(string package)
    {
        var assembly = Assembly.Load(package);
        using var file = File.OpenRead(assembly.Location);
        using var executable = new PEReader(file);
        var metadata = executable.GetMetadataReader();
        var calls = metadata.MemberReferences.Where(member => IsOfHashing(metadata, metadata.GetMemberReference(member).Parent));
        Assert.All(calls, call => Assert.NotNull(assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(call))));
    }

    [Fact]
    public async Task A_hash_is_of_all_that_was_added_from_spans_and_streams()
    {
        var hash = new LastByte();
        hash.Append(Encoding.UTF8.GetBytes("a"));
        using var stream = new MemoryStream(Enumerable.Repeat((byte)'b', 10_000).ToArray());
        hash.Append(stream);
        Assert.Equal("b"u8.ToArray(), hash.GetCurrentHash());

        using var second = new MemoryStream("xyz"u8.ToArray());
        await hash.AppendAsync(second, Cancellation);
        var destination = new byte[3];
        Assert.Equal((1, (byte)'z', 10_004), (hash.GetCurrentHash(destination), destination[0], hash.Added));
        Assert.Throws<ArgumentException>(() => hash.GetCurrentHash([]));
    }

    private static bool IsOfHashing(MetadataReader metadata, EntityHandle parent) =>
        parent.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Namespace) == "System.IO.Hashing";

    private sealed class LastByte() : NonCryptographicHashAlgorithm(1)
    {
        private byte _last;

        public int Added { get; private set; }

        public override void Append(ReadOnlySpan<byte> source)
        {
            _last = source[^1];
            Added += source.Length;
        }

        public override void Reset() => _last = 0;

        protected override void GetCurrentHashCore(Span<byte> destination) => destination[0] = _last;
    }
}
