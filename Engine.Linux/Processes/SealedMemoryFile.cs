using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>
/// A copy of a file in memory that nobody can ever change: memfd_create(2) with every seal set. A program executed from it cannot be
/// overwritten through /proc/PID/exe, whatever its capabilities (CVE-2019-5736).
/// </summary>
public static partial class SealedMemoryFile
{
    private const uint MFD_CLOEXEC = 1;
    private const uint MFD_ALLOW_SEALING = 2;
    private const uint MFD_EXEC = 0x10;
    private const int F_ADD_SEALS = 1033;
    private const int F_SEAL_SEAL = 1;
    private const int F_SEAL_SHRINK = 2;
    private const int F_SEAL_GROW = 4;
    private const int F_SEAL_WRITE = 8;

    /// <summary>Copies the file at <paramref name="path"/>.</summary>
    /// <returns>A close-on-exec descriptor, executable as /proc/self/fd/N.</returns>
    /// <exception cref="LinuxException">Out of memory or descriptors.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileDescriptor CopyOf(string path)
    {
        using var source = File.OpenHandle(path);
        var copy = Create(System.IO.Path.GetFileName(path));
        try
        {
            var buffer = new byte[64 * 1024];
            long offset = 0;
            int read;
            while ((read = RandomAccess.Read(source, buffer, offset)) > 0)
            {
                offset += read;
                for (var written = 0; written < read;)
                {
                    var count = RawIo.Write(copy.Number, buffer.AsSpan(written, read - written));
                    written += count < 0 ? throw new LinuxException("write", (Errno)(-count), path) : (int)count;
                }
            }

            return fcntl(copy.Number, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0
                ? throw LinuxException.FromLastError("fcntl(F_ADD_SEALS)", path)
                : copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static FileDescriptor Create(string name)
    {
        // MFD_EXEC is needed where vm.memfd_noexec is 1 and unknown (EINVAL) before Linux 6.3.
        var fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
        if (fd < 0 && (Errno)Marshal.GetLastPInvokeError() == Errno.EINVAL)
        {
            fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
        }

        return fd < 0 ? throw LinuxException.FromLastError("memfd_create", name) : new FileDescriptor(fd);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int command, int argument);
}
