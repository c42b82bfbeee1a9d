using Engine.Linux;

namespace Engine.Runtime.Launch;

/// <summary>The C library's words for the errors that execve(2) gives (strerror(3)), as other OCI runtimes print them.</summary>
internal static class ErrnoText
{
    public static string Of(Errno errno) => errno switch
    {
        Errno.EPERM => "operation not permitted",
        Errno.ENOENT => "no such file or directory",
        Errno.E2BIG => "argument list too long",
        Errno.ENOEXEC => "exec format error",
        Errno.ENOMEM => "cannot allocate memory",
        Errno.EACCES => "permission denied",
        Errno.ENOTDIR => "not a directory",
        Errno.EISDIR => "is a directory",
        Errno.EINVAL => "invalid argument",
        Errno.ETXTBSY => "text file busy",
        Errno.ELOOP => "too many levels of symbolic links",
        Errno.ENAMETOOLONG => "file name too long",
        _ => errno.ToString(),
    };
}
