using Engine.Oci.Specs;

namespace Engine.Oci.Monitor;

/// <summary>Everything a monitor needs to launch and keep one container. The first frame on the connection it inherits as descriptor 3.</summary>
public sealed record LaunchRequest
{
    /// <summary>The container's id: 64 hexadecimal digits from the host.</summary>
    public required string Id { get; init; }

    /// <summary>The OCI configuration. <c>process.user</c> is used as it stands unless <see cref="User"/> is set; <c>root.path</c> is used unless <see cref="Overlay"/> is set.</summary>
    public required RuntimeSpec Spec { get; init; }

    /// <summary>The root filesystem as a detached overlay, or null for a directory at <c>root.path</c>.</summary>
    public OverlayRoot? Overlay { get; init; }

    /// <summary><c>USER[:GROUP]</c> by name or number, resolved against the image's own <c>/etc/passwd</c> and <c>/etc/group</c>; null: take <c>process.user</c>.</summary>
    public string? User { get; init; }

    /// <summary>Supplementary groups by name or number (<c>--group-add</c>), resolved likewise.</summary>
    public IReadOnlyList<string>? AdditionalGroups { get; init; }

    /// <summary>Run the program as a child of a small init that reaps orphans and forwards signals (<c>--init</c>).</summary>
    public bool Init { get; init; }

    /// <summary>Keep standard input open for attaching clients (<c>-i</c>); otherwise it is /dev/null.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>Close standard input when the first client that attached to it leaves.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>Where the log goes, or null for none.</summary>
    public LogOptions? Log { get; init; }

    /// <summary>Absolute path of the Unix socket the monitor listens on. It is made before the answer and removed when the monitor ends.</summary>
    public required string SocketPath { get; init; }

    /// <summary>Absolute path of the <see cref="ExitRecord"/>, written durably (temporary name, fsync, rename, fsync of the directory) before anybody is told.</summary>
    public required string ExitPath { get; init; }
}
