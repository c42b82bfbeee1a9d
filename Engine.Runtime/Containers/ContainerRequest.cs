using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Runtime.Containers;

/// <summary>A container to be made.</summary>
internal sealed record ContainerRequest
{
    public required string Id { get; init; }

    public required RuntimeSpec Spec { get; init; }

    /// <summary>Absolute path of the bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>The root as layers; null: the directory <c>root.path</c>.</summary>
    public OverlayRoot? Overlay { get; init; }

    /// <summary><c>USER[:GROUP]</c>, by the image's own files; null: <c>process.user</c>.</summary>
    public string? User { get; init; }

    public IReadOnlyList<string> AdditionalGroups { get; init; } = [];

    public bool Init { get; init; }

    public bool DieWithParent { get; init; }

    public bool NoPivot { get; init; }

    public bool NoNewKeyring { get; init; }

    public int PreserveDescriptors { get; init; }

    public int StandardInput { get; init; }

    public int StandardOutput { get; init; } = 1;

    public int StandardError { get; init; } = 2;

    /// <summary>Where the child reports once created, and waits for its start, if another process starts it; otherwise -1.</summary>
    public int StartStatus { get; init; } = -1;

    public int StartControl { get; init; } = -1;
}
