namespace Engine.PowerShell.Completion;

/// <summary>Completes the signals that end or steer programs, signal(7).</summary>
public sealed class SignalCompleter : WordCompleter
{
    private protected override IReadOnlyList<(string Word, string Hint)> Words { get; } =
    [
        ("TERM", "End in good order (the usual one)"),
        ("INT", "As Ctrl+C"),
        ("QUIT", "End; some servers first finish what they serve"),
        ("HUP", "Read the configuration again, by custom"),
        ("KILL", "End at once, without being told"),
        ("USR1", "Whatever the program makes of it"),
        ("USR2", "Whatever the program makes of it"),
        ("WINCH", "The terminal changed; Apache httpd ends in good order"),
        ("CONT", "Go on"),
        ("STOP", "Halt"),
    ];
}
