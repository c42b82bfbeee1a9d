namespace Engine.PowerShell.Completion;

/// <summary>Completes the drivers of networks.</summary>
public sealed class NetworkDriverCompleter : WordCompleter
{
    private protected override IReadOnlyList<(string Word, string Hint)> Words { get; } =
    [
        ("bridge", "A switch in the host, with addresses of its own"),
        ("macvlan", "Containers with hardware addresses on a network of the host"),
        ("ipvlan", "Containers with addresses, but no hardware addresses, on a network of the host"),
    ];
}
