using System.Text;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

internal sealed partial class ContainerTree
{
    // As the kernel (path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>
    /// Finds a path. Every component is one step from a descriptor; links are followed as text, and <c>..</c> goes back to the descriptor that the walk
    /// came from: whatever is exchanged meanwhile, it cannot lead out of the tree.
    /// </summary>
    /// <param name="path">The path, without a NUL; relative to the root.</param>
    /// <param name="followLast">Follow a link in the last component; a slash or a dot at the end does, too.</param>
    /// <exception cref="LinuxException">ENOTDIR: a component is no directory; ELOOP: too many links.</exception>
    public TreePlace Find(ReadOnlySpan<byte> path, bool followLast)
    {
        var steps = new List<(byte[] Name, FileDescriptor? File)>();
        var components = new Stack<byte[]>();
        Push(components, path);
        bool wantsDirectory = path.EndsWith("/"u8) || path.EndsWith("/."u8) || path.SequenceEqual("."u8);
        int links = 0;
        try
        {
            while (components.TryPop(out byte[]? component))
            {
                switch (component)
                {
                    case [] or [(byte)'.']:
                        continue;
                    case [(byte)'.', (byte)'.']:
                        Back(steps);
                        continue;
                }

                byte[] name = [.. component, 0];
                FileDescriptor? file = Step(steps, name);
                if (file is not null && (components.Count > 0 || followLast || wantsDirectory) && TryReadLink(file) is { } target)
                {
                    file.Dispose();
                    if (++links > MostLinks)
                    {
                        throw new LinuxException("openat2", Errno.ELOOP, Text(path));
                    }

                    if (target is [(byte)'/', ..])
                    {
                        while (steps.Count > 0)
                        {
                            Back(steps);
                        }
                    }

                    Push(components, target);
                    continue;
                }

                steps.Add((name, file));
            }

            return Take(steps, wantsDirectory, path);
        }
        finally
        {
            steps.ForEach(static step => step.File?.Dispose());
        }
    }

    /// <summary>The same place again, for a path that was found: it has no links.</summary>
    public TreePlace FindAgain(string path) => Find(Encoding.Latin1.GetBytes(path), followLast: false);

    private TreePlace Take(List<(byte[] Name, FileDescriptor? File)> steps, bool wantsDirectory, ReadOnlySpan<byte> path)
    {
        if (steps.Count == 0)
        {
            return new TreePlace("/", [0], null, DescriptorFlags.Duplicate(root));
        }

        FileDescriptor? parent = steps.Count == 1 ? DescriptorFlags.Duplicate(root) : steps[^2].File;
        (byte[] name, FileDescriptor? file) = steps[^1];
        var place = new TreePlace(PathOf(steps), name, parent, file);

        // These are the place's now.
        steps[^1] = (name, null);
        if (steps.Count > 1)
        {
            steps[^2] = (steps[^2].Name, null);
        }

        if (wantsDirectory && place is { File: not null, IsDirectory: false })
        {
            place.Dispose();
            throw new LinuxException("openat2", Errno.ENOTDIR, Text(path));
        }

        return place;
    }

    // What is missing stays missing for all that follows it, but for a mount whose place was not made yet.
    private FileDescriptor? Step(List<(byte[] Name, FileDescriptor? File)> steps, byte[] name)
    {
        if (mounts.Count > 0 && mounts.TryGetValue(PathOf([.. steps, (name, null)]), out FileDescriptor? mounted))
        {
            return DescriptorFlags.Duplicate(mounted);
        }

        if (steps.Count > 0 && steps[^1].File is null)
        {
            return null;
        }

        int directory = steps.Count == 0 ? root.Number : steps[^1].File!.Number;
        FileDescriptor? file = Syscall.TryOpenAt2(directory, name, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, OneStep, out Errno errno);
        return file is not null || errno == Errno.ENOENT ? file : throw new LinuxException("openat2", errno, Text(name.AsSpan(0, name.Length - 1)));
    }

    private static void Back(List<(byte[] Name, FileDescriptor? File)> steps)
    {
        if (steps.Count > 0)
        {
            steps[^1].File?.Dispose();
            steps.RemoveAt(steps.Count - 1);
        }
    }

    private static byte[]? TryReadLink(FileDescriptor file) =>
        Syscall.Status(file.Number, "\0"u8) is { Type: FileStatus.S_IFLNK } ? Syscall.ReadlinkAt(file.Number, "\0"u8) : null;

    private static void Push(Stack<byte[]> components, ReadOnlySpan<byte> path)
    {
        while (!path.IsEmpty)
        {
            int slash = path.LastIndexOf((byte)'/');
            components.Push(path[(slash + 1)..].ToArray());
            path = slash < 0 ? default : path[..slash];
        }
    }

    private static string PathOf(List<(byte[] Name, FileDescriptor? File)> steps)
    {
        var path = new StringBuilder();
        foreach ((byte[] name, _) in steps)
        {
            path.Append('/').Append(Encoding.Latin1.GetString(name, 0, name.Length - 1));
        }

        return path.ToString();
    }

    private static string Text(ReadOnlySpan<byte> path) => Encoding.UTF8.GetString(path);
}
