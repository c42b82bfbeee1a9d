namespace Engine.PowerShell.Completion;

/// <summary>Completes the networks that every engine has.</summary>
public sealed class NetworkCompleter : WordCompleter
{
    private protected override IReadOnlyList<(string Word, string Hint)> Words { get; } =
    [
        ("none", "Only the container's own loopback"),
        ("host", "The host's network, nothing of its own"),
    ];
}
