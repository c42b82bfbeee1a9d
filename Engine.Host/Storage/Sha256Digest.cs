using System.Buffers;
using System.Security.Cryptography;

namespace Engine.Host.Storage;

/// <summary>Digests in OCI's form, <c>sha256:</c> and 64 lower-case hexadecimal digits. Whatever names a file was checked here first.</summary>
internal static class Sha256Digest
{
    public const string Prefix = "sha256:";
    public const int HexLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string Of(ReadOnlySpan<byte> content) => Format(SHA256.HashData(content));

    public static string Format(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    public static bool IsValid(string? digest) =>
        digest is { Length: 71 } && digest.StartsWith(Prefix, StringComparison.Ordinal) && IsHex(digest.AsSpan(Prefix.Length));

    public static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);

    /// <summary>The hexadecimal part: the name of the blob's file.</summary>
    /// <exception cref="ArgumentException">It is no digest.</exception>
    public static string Hex(string digest) =>
        IsValid(digest) ? digest[Prefix.Length..] : throw new ArgumentException($"invalid digest: {digest}", nameof(digest));
}
