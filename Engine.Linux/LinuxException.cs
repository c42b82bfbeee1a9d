using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A system call failed: which call, on what, and with which errno.</summary>
public sealed class LinuxException : IOException
{
    /// <param name="call">The call's name as in its man page, for example <c>openat2</c>.</param>
    /// <param name="errno">The error number.</param>
    /// <param name="subject">What the call worked on (a path, an interface, a pid), or null.</param>
    public LinuxException(string call, Errno errno, string? subject = null)
        : base(subject is null ? $"{call}: {errno}" : $"{call} {subject}: {errno}")
    {
        Call = call;
        Errno = errno;
        Subject = subject;
    }

    /// <param name="call">The call's name as in its man page, or the netlink family.</param>
    /// <param name="errno">The error number.</param>
    /// <param name="subject">What the call worked on.</param>
    /// <param name="detail">The kernel's own words on it (NLMSGERR_ATTR_MSG, netlink(7)).</param>
    public LinuxException(string call, Errno errno, string subject, string detail)
        : base($"{call} {subject}: {errno} ({detail})")
    {
        Call = call;
        Errno = errno;
        Subject = subject;
    }

    /// <summary>The call's name as in its man page.</summary>
    public string Call { get; }

    /// <summary>The error number.</summary>
    public Errno Errno { get; }

    /// <summary>What the call worked on, or null.</summary>
    public string? Subject { get; }

    /// <summary>Makes the exception for the errno that the last <c>SetLastError</c> P/Invoke of this thread left.</summary>
    public static LinuxException FromLastError(string call, string? subject = null) =>
        new(call, (Errno)Marshal.GetLastPInvokeError(), subject);
}
