using System.Runtime.InteropServices;

namespace Engine.Linux.Bpf;

/// <summary>One eBPF instruction, <c>struct bpf_insn</c> (kernel's bpf/standardization/instruction-set.rst), little-endian bit fields.</summary>
/// <param name="Code">Operation.</param>
/// <param name="Registers">Destination in the low four bits, source in the high four.</param>
/// <param name="Offset">Jump distance from the next instruction, or memory offset.</param>
/// <param name="Immediate">Constant operand, sign-extended.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(byte Code, byte Registers, short Offset, int Immediate)
{
    private const byte LoadWord = 0x61;
    private const byte MoveConstant = 0xb7;
    private const byte MoveRegister = 0xbf;
    private const byte AndConstant = 0x57;
    private const byte ShiftRightConstant = 0x77;
    private const byte JumpIfEqual = 0x15;
    private const byte JumpIfNotEqual = 0x55;
    private const byte ExitProgram = 0x95;

    /// <summary><c>to = *(u32 *)(from + offset)</c>.</summary>
    internal static BpfInstruction Load(int to, int from, short offset) => new(LoadWord, (byte)(to | from << 4), offset, 0);

    /// <summary><c>to = value</c>.</summary>
    internal static BpfInstruction Move(int to, int value) => new(MoveConstant, (byte)to, 0, value);

    /// <summary><c>to = from</c>.</summary>
    internal static BpfInstruction Copy(int to, int from) => new(MoveRegister, (byte)(to | from << 4), 0, 0);

    /// <summary><c>register &amp;= mask</c>.</summary>
    internal static BpfInstruction And(int register, int mask) => new(AndConstant, (byte)register, 0, mask);

    /// <summary><c>register &gt;&gt;= bits</c>.</summary>
    internal static BpfInstruction ShiftRight(int register, int bits) => new(ShiftRightConstant, (byte)register, 0, bits);

    /// <summary><c>if (register == value) skip the next <paramref name="distance"/> instructions</c>.</summary>
    internal static BpfInstruction SkipIfEqual(int register, int value, int distance) => new(JumpIfEqual, (byte)register, (short)distance, value);

    /// <summary><c>if (register != value) skip the next <paramref name="distance"/> instructions</c>.</summary>
    internal static BpfInstruction SkipIfNotEqual(int register, int value, int distance) =>
        new(JumpIfNotEqual, (byte)register, (short)distance, value);

    /// <summary>Ends the program with r0 as its answer.</summary>
    internal static BpfInstruction Exit() => new(ExitProgram, 0, 0, 0);
}
