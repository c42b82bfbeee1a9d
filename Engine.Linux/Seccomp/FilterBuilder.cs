namespace Engine.Linux.Seccomp;

/// <summary>
/// Writes a classic BPF program from its end to its beginning. Jumps in it only go forward, so that way every target is known before the
/// jump to it is written. A place is the number of instructions that follow it.
/// </summary>
internal sealed class FilterBuilder
{
    /// <summary>BPF_MAXINSNS.</summary>
    internal const int MostInstructions = 4096;

    private const ushort BPF_LD_W_ABS = 0x20;
    private const ushort BPF_ALU_AND_K = 0x54;
    private const ushort BPF_JMP_JA = 0x05;
    private const ushort BPF_JMP_JEQ_K = 0x15;
    private const ushort BPF_JMP_JGT_K = 0x25;
    private const ushort BPF_JMP_JGE_K = 0x35;
    private const ushort BPF_RET_K = 0x06;

    // A condition's distances have 8 bits; two long jumps may still have to come between.
    private const int FarthestCondition = 255 - 2;

    // An answer this near is jumped to, and otherwise written again: that costs the one instruction that a long jump would.
    private const int FarthestAnswer = 200;

    private readonly List<SockFilter> _reversed = new(256);
    private readonly List<(uint Answer, int Place)> _answers = [];

    /// <summary>The place of an instruction that ends the program with an answer.</summary>
    internal int Return(uint answer)
    {
        for (int index = 0; index < _answers.Count; index++)
        {
            if (_answers[index].Answer == answer)
            {
                if (_reversed.Count - _answers[index].Place > FarthestAnswer)
                {
                    _answers[index] = (answer, Add(new(BPF_RET_K, 0, 0, answer)));
                }

                return _answers[index].Place;
            }
        }

        int place = Add(new(BPF_RET_K, 0, 0, answer));
        _answers.Add((answer, place));
        return place;
    }

    /// <summary>Jumps on equality of the loaded word.</summary>
    internal int IfEqual(uint value, int then, int otherwise) => Condition(BPF_JMP_JEQ_K, value, then, otherwise);

    /// <summary>Jumps if the loaded word is greater, unsigned.</summary>
    internal int IfGreater(uint value, int then, int otherwise) => Condition(BPF_JMP_JGT_K, value, then, otherwise);

    /// <summary>Jumps if the loaded word is greater or equal, unsigned.</summary>
    internal int IfGreaterOrEqual(uint value, int then, int otherwise) => Condition(BPF_JMP_JGE_K, value, then, otherwise);

    /// <summary>Masks the loaded word, before the instruction that was written last.</summary>
    internal int And(uint mask) => Add(new(BPF_ALU_AND_K, 0, 0, mask));

    /// <summary>Loads a word of <c>struct seccomp_data</c>, before the instruction that was written last.</summary>
    internal int Load(uint offset) => Add(new(BPF_LD_W_ABS, 0, 0, offset));

    /// <summary>Makes sure that what is written next runs on into a place.</summary>
    internal void ContinueAt(int place)
    {
        if (Distance(place) != 0)
        {
            Add(new(BPF_JMP_JA, 0, 0, (uint)Distance(place)));
        }
    }

    /// <summary>The program; its first instruction is the one written last.</summary>
    /// <exception cref="SeccompException">It is longer than the kernel takes.</exception>
    internal SockFilter[] ToProgram()
    {
        if (_reversed.Count > MostInstructions)
        {
            throw new SeccompException($"the filter has {_reversed.Count} instructions, and the kernel takes no more than {MostInstructions}");
        }

        SockFilter[] program = new SockFilter[_reversed.Count];
        for (int index = 0; index < program.Length; index++)
        {
            program[index] = _reversed[^(index + 1)];
        }

        return program;
    }

    private int Condition(ushort code, uint value, int then, int otherwise)
    {
        int nearThen = Near(then);
        int nearOtherwise = otherwise == then ? nearThen : Near(otherwise);
        return Add(new(code, (byte)Distance(nearThen), (byte)Distance(nearOtherwise), value));
    }

    /// <summary>The place itself, or that of a long jump to it if it is out of a condition's reach.</summary>
    private int Near(int place) =>
        Distance(place) <= FarthestCondition ? place : Add(new(BPF_JMP_JA, 0, 0, (uint)Distance(place)));

    private int Distance(int place) => _reversed.Count - place - 1;

    private int Add(SockFilter instruction)
    {
        _reversed.Add(instruction);
        return _reversed.Count - 1;
    }
}
