using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>The device nodes of the host.</summary>
internal interface IHostDevices
{
    /// <summary>Every device below /dev that a privileged container gets.</summary>
    IReadOnlyList<LinuxDevice> All();

    /// <summary>The device at a path, or those below it if it is a directory; null if there is nothing.</summary>
    /// <param name="pathOnHost">An absolute path of the host.</param>
    /// <param name="pathInContainer">The path they shall have.</param>
    IReadOnlyList<LinuxDevice>? Find(string pathOnHost, string pathInContainer);
}
