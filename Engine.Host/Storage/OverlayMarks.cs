using Engine.Host.Archives;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>What overlayfs writes into the extended attributes of an upper directory (Documentation/filesystems/overlayfs.rst), and the attributes that are not its own.</summary>
internal static class OverlayMarks
{
    public static bool IsOpaque(FileDescriptor directory) =>
        Syscall.GetxattrOfPath(directory.Number, "trusted.overlay.opaque\0"u8) is [(byte)'y'];

    /// <summary>True for an attribute that overlayfs reads as an order: only the engine and the kernel write those.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) => name.StartsWith("trusted.overlay."u8) || name.StartsWith("user.overlay."u8);

    /// <summary>The attributes of a file that an archive carries.</summary>
    public static IReadOnlyList<ExtendedAttribute> AttributesOf(FileDescriptor file, TreeArchiveOptions options)
    {
        List<ExtendedAttribute>? attributes = null;
        foreach (var name in Syscall.ListxattrOfPath(file.Number))
        {
            // A layer belongs to no machine: labels of this one's security module are not part of it.
            if (!IsOwn(name) && !(options.IsLayer && name.AsSpan().SequenceEqual("security.selinux"u8))
                && Syscall.GetxattrOfPath(file.Number, [.. name, 0]) is { } value)
            {
                (attributes ??= []).Add(new(name, value));
            }
        }

        return attributes ?? (IReadOnlyList<ExtendedAttribute>)[];
    }
}
