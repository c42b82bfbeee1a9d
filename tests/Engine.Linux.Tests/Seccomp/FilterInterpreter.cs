using System.Buffers.Binary;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

/// <summary>Runs classic BPF over <c>struct seccomp_data</c> as the kernel does, and fails on whatever the kernel's checker would refuse.</summary>
internal static class FilterInterpreter
{
    private const int SizeOfSeccompData = 64;

    internal static uint Run(ReadOnlySpan<SockFilter> program, uint architecture, uint number, params ReadOnlySpan<ulong> arguments)
    {
        Span<byte> data = stackalloc byte[SizeOfSeccompData];
        data.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data[4..], architecture);
        for (int index = 0; index < arguments.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data[(16 + (8 * index))..], arguments[index]);
        }

        uint accumulator = 0;
        for (int at = 0; ; at++)
        {
            SockFilter instruction = program[at];
            switch (instruction.Code)
            {
                case 0x20:
                    Assert.Equal(0u, instruction.K & 3);
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data[(int)instruction.K..]);
                    break;
                case 0x54: accumulator &= instruction.K; break;
                case 0x05: at += (int)instruction.K; break;
                case 0x15: at += accumulator == instruction.K ? instruction.JumpTrue : instruction.JumpFalse; break;
                case 0x25: at += accumulator > instruction.K ? instruction.JumpTrue : instruction.JumpFalse; break;
                case 0x35: at += accumulator >= instruction.K ? instruction.JumpTrue : instruction.JumpFalse; break;
                case 0x06: return instruction.K;
                default: throw new InvalidOperationException($"operation {instruction.Code:x2}");
            }
        }
    }
}
