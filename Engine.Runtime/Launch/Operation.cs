using System.Runtime.InteropServices;

namespace Engine.Runtime.Launch;

/// <summary>A step in the form the child interprets: no references, nothing that needs the managed heap.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Operation
{
    public OperationCode Code;

    public int Number;

    /// <summary>Slot of the result, or -1.</summary>
    public int Result;

    /// <summary>Slot whose value decides whether the operation runs, or -1.</summary>
    public int Condition;

    /// <summary>1: run if the condition's slot is negative; 0: if it is not.</summary>
    public int WhenFailed;

    /// <summary>Bit i: argument i is the index of a slot.</summary>
    public int SlotMask;

    public fixed short Tolerated[4];

    public fixed long Arguments[6];
}
