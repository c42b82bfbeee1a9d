using System.Text;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Linux.Mounts;

/// <summary>An overlay that is mounted nowhere. It lives as long as a descriptor to it, or a namespace it was moved into.</summary>
public static unsafe class DetachedOverlay
{
    /// <summary>Puts layers together.</summary>
    /// <param name="lower">Layer directories, topmost first, NUL-terminated.</param>
    /// <param name="upper">The writable layer, NUL-terminated, or null for a read-only overlay.</param>
    /// <param name="work">overlayfs' work directory on the file system of <paramref name="upper"/>, NUL-terminated.</param>
    /// <param name="userNamespace">Maps the owners of all layers, or null.</param>
    /// <exception cref="LinuxException">A layer is missing, or the kernel refused.</exception>
    public static FileDescriptor Create(IReadOnlyList<byte[]> lower, byte[]? upper, byte[]? work, FileDescriptor? userNamespace = null)
    {
        List<FileDescriptor> open = [];
        try
        {
            using var context = new FileSystemContext("overlay");
            context.Set("source", "overlay\0"u8);
            if (userNamespace is not null)
            {
                (lower, upper, work) = Map(lower, upper, work, userNamespace, open);
            }

            var byNumber = !SetLower(context, lower, open);
            if (upper is not null && work is not null)
            {
                SetDirectory(context, "upperdir", upper, open);
                SetDirectory(context, "workdir", work, open);
            }

            return byNumber ? MountByNumber(context) : context.Mount();
        }
        finally
        {
            open.ForEach(static d => d.Dispose());
        }
    }

    /// <summary>Replaces every layer by a mapped clone of it, named through procfs. Upper and work directory have to be on one mount.</summary>
    private static (IReadOnlyList<byte[]> Lower, byte[]? Upper, byte[]? Work) Map(
        IReadOnlyList<byte[]> lower, byte[]? upper, byte[]? work, FileDescriptor userNamespace, List<FileDescriptor> open)
    {
        byte[] MapLayer(byte[] path)
        {
            var mount = DetachedMount.Clone(AT_FDCWD, path);
            open.Add(mount);
            DetachedMount.MapIds(mount, userNamespace);
            return Name(mount, "");
        }

        var mapped = lower.Select(MapLayer).ToArray();
        if (upper is null || work is null)
        {
            return (mapped, null, null);
        }

        var (upperText, workText) = (Text(upper), Text(work));
        var parent = Path.GetDirectoryName(upperText);
        if (parent != Path.GetDirectoryName(workText))
        {
            throw new ArgumentException("The upper and the work directory of a mapped overlay must be siblings.", nameof(work));
        }

        MapLayer(Encoding.UTF8.GetBytes(parent + "\0"));
        var both = open[^1];
        return (mapped, Name(both, "/" + Path.GetFileName(upperText)), Name(both, "/" + Path.GetFileName(workText)));
    }

    /// <returns>False: the layers are named by the numbers of their descriptors.</returns>
    private static bool SetLower(FileSystemContext context, IReadOnlyList<byte[]> lower, List<FileDescriptor> open)
    {
        for (var i = 0; i < lower.Count; i++)
        {
            if (!context.TrySet("lowerdir+", Short(lower[i], open)))
            {
                if (i == 0)
                {
                    // Linux before 6.5 wants all of them in one text.
                    SetLowerList(context, lower, open);
                    return false;
                }

                throw new LinuxException("fsconfig", Errno.EINVAL, $"overlay lowerdir+ {Text(lower[i])}");
            }
        }

        return true;
    }

    /// <summary>
    /// The one text holds 255 bytes. With the directory of open descriptors as the working directory, a layer's name is its descriptor's number,
    /// so that some sixty layers fit.
    /// </summary>
    private static void SetLowerList(FileSystemContext context, IReadOnlyList<byte[]> lower, List<FileDescriptor> open)
    {
        var names = new StringBuilder();
        foreach (var path in lower)
        {
            var layer = OpenAt2(AT_FDCWD, path, O_PATH | O_DIRECTORY, 0, 0);
            open.Add(layer);
            names.Append(names.Length == 0 ? "" : ":").Append(layer.Number);
        }

        context.Set("lowerdir", Encoding.UTF8.GetBytes(names.Append('\0').ToString()));
    }

    /// <summary>The names are looked up when the superblock is made.</summary>
    private static FileDescriptor MountByNumber(FileSystemContext context)
    {
        using var before = OpenAt2(AT_FDCWD, ".\0"u8, O_PATH | O_DIRECTORY, 0, 0);
        fixed (byte* descriptors = "/proc/self/fd\0"u8)
        {
            Invoke(SYS_chdir, (nint)descriptors);
        }

        try
        {
            return context.Mount();
        }
        finally
        {
            Invoke(SYS_fchdir, before.Number);
        }
    }

    private static void SetDirectory(FileSystemContext context, string name, byte[] path, List<FileDescriptor> open) => context.Set(name, Short(path, open));

    /// <summary>A path that fits into a parameter: itself, or through a descriptor.</summary>
    private static byte[] Short(byte[] path, List<FileDescriptor> open)
    {
        const int longest = 255;
        if (path.Length <= longest)
        {
            return path;
        }

        var directory = OpenAt2(AT_FDCWD, path, O_PATH | O_DIRECTORY, 0, 0);
        open.Add(directory);
        return Name(directory, "");
    }

    private static byte[] Name(FileDescriptor descriptor, string below) => Encoding.UTF8.GetBytes($"/proc/self/fd/{descriptor.Number}{below}\0");

    private static string Text(byte[] path) => Encoding.UTF8.GetString(path).TrimEnd('\0');
}
