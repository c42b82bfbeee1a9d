using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>The C library's heap, which SQLite, OpenSSL and the collector's own structures live in (mallopt(3), malloc_trim(3)).</summary>
public static partial class NativeHeap
{
    private const int M_ARENA_MAX = -8;

    /// <summary>Lets all threads share <paramref name="count"/> heaps. Otherwise the C library gives each thread its own, and none of them ever shrinks for another.</summary>
    public static void LimitArenas(int count) => _ = mallopt(M_ARENA_MAX, count);

    /// <summary>Gives pages that hold nothing back to the kernel.</summary>
    public static void Trim() => _ = malloc_trim(0);

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);
}
