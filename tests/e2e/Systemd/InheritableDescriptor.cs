using System.Runtime.InteropServices;

namespace Engine.EndToEnd.Tests;

/// <summary>Lets programs that this one starts have a descriptor: .NET opens everything close-on-exec.</summary>
internal static partial class InheritableDescriptor
{
    private const int F_SETFD = 2;

    public static void Set(nint descriptor) => Assert.Equal(0, fcntl((int)descriptor, F_SETFD, 0));

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int command, int argument);
}
