using System.Runtime.InteropServices;

namespace Engine.Runtime.Launch;

/// <summary>A plan being interpreted.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Machine
{
    public Operation* Operations;

    public nint* Slots;

    public int SlotCount;

    /// <summary><see cref="PlanMemory.ScratchSize"/> bytes.</summary>
    public byte* Scratch;

    public int Count;

    /// <summary>Index of the operation that failed.</summary>
    public int Failed;

    public int Errno;

    /// <summary>More about the failure: a hook's wait status.</summary>
    public int Detail;

    /// <summary>Descriptor on which failures are reported.</summary>
    public int Status;
}
