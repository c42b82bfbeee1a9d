namespace Engine.Oci.Specs;

/// <summary>One hook (config.md#posix-platform-hooks).</summary>
public sealed record HookSpec
{
    /// <summary>Absolute path of the program.</summary>
    public string? Path { get; init; }

    /// <summary>Arguments with the program's name first, as for execv(3).</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Environment; null is empty.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Seconds until the hook is killed; null: none.</summary>
    public int? Timeout { get; init; }
}
