using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Launch;

/// <summary>Where a program is looked for, and how it is said that it was not found: in the words people search for.</summary>
internal static class ProgramSearch
{
    private const string Prefix = "exec: ";

    /// <summary>The paths to try: the name itself if it has a slash, otherwise below every absolute directory of the container's own PATH.</summary>
    public static List<string> Candidates(string program, IReadOnlyList<string> environment)
    {
        if (program.Contains('/'))
        {
            return [program];
        }

        var path = environment.LastOrDefault(e => e.StartsWith("PATH=", StringComparison.Ordinal)) is { } entry ? entry[5..] : "";
        return program.Length == 0
            ? []
            : [.. path.Split(':').Where(d => d.StartsWith('/')).Select(d => $"{d.TrimEnd('/')}/{program}")];
    }

    /// <summary>The search step's description, from which <see cref="Failure"/> makes the sentence.</summary>
    public static string Describe(string program) => $"{Prefix}\"{program}\"";

    /// <summary>The sentence for a program that execve(2) refused, from its step's description <c>exec NAME</c>.</summary>
    public static LaunchException ExecFailure(string description, Errno errno) =>
        new($"{description}: {ErrnoText.Of(errno)}", errno == Errno.ENOENT ? FailureKind.CommandNotFound : FailureKind.CommandNotExecutable);

    public static LaunchException Failure(string description, Errno errno)
    {
        var named = description.Contains('/');
        var program = description[(Prefix.Length + 1)..^1];
        return errno switch
        {
            Errno.EACCES => new($"{description}: permission denied", FailureKind.CommandNotExecutable),
            Errno.EISDIR => new($"{description}: is a directory", FailureKind.CommandNotExecutable),
            Errno.ENOENT when named => new($"{description}: stat {program}: no such file or directory", FailureKind.CommandNotFound),
            Errno.ENOTDIR when named => new($"{description}: stat {program}: not a directory", FailureKind.CommandNotFound),
            Errno.ENOENT or Errno.ENOTDIR => new($"{description}: executable file not found in $PATH", FailureKind.CommandNotFound),
            _ => new($"{description}: {ErrnoText.Of(errno)}", FailureKind.CommandNotExecutable),
        };
    }
}
