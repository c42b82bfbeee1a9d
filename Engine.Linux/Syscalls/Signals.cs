namespace Engine.Linux;

/// <summary>Signal numbers (signal(7), x86-64 and arm64), native spelling.</summary>
public static class Signals
{
    /// <summary>The terminal was hung up.</summary>
    public const int SIGHUP = 1;
    /// <summary>Interrupt from the keyboard.</summary>
    public const int SIGINT = 2;
    /// <summary>Quit from the keyboard.</summary>
    public const int SIGQUIT = 3;
    /// <summary>Kill; cannot be caught.</summary>
    public const int SIGKILL = 9;
    /// <summary>Write to a pipe that nobody reads.</summary>
    public const int SIGPIPE = 13;
    /// <summary>Please end.</summary>
    public const int SIGTERM = 15;
    /// <summary>A child stopped or ended.</summary>
    public const int SIGCHLD = 17;
}
