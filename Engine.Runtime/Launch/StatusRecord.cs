using System.Runtime.InteropServices;

namespace Engine.Runtime.Launch;

/// <summary>One message from the child to its parent.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatusRecord
{
    public StatusKind Kind;

    /// <summary>Index of the step that failed.</summary>
    public int Step;

    public int Errno;

    public int Detail;
}
