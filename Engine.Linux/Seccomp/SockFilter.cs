using System.Runtime.InteropServices;

namespace Engine.Linux.Seccomp;

/// <summary>One instruction of classic BPF, <c>struct sock_filter</c> (linux/filter.h).</summary>
/// <param name="Code">Operation.</param>
/// <param name="JumpTrue">How many instructions a jump skips when its condition holds.</param>
/// <param name="JumpFalse">How many it skips otherwise.</param>
/// <param name="K">Constant operand.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct SockFilter(ushort Code, byte JumpTrue, byte JumpFalse, uint K);
