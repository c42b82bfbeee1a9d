using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Runtime.Launch;

/// <summary>A plan written out into unmanaged memory, where the child can read it without touching the managed heap.</summary>
internal sealed unsafe class PlanMemory : IDisposable
{
    /// <summary>Scratch space for paths and directory entries.</summary>
    public const int ScratchSize = 32 * 1024;

    private readonly byte* _memory;
    private readonly nint* _slots;
    private readonly int _slotCount;
    private byte* _free;

    public PlanMemory(LaunchPlan plan)
    {
        var steps = plan.Prepare.Count + plan.Child.Count;
        var size = 2 * sizeof(Machine) + steps * sizeof(Operation) + plan.SlotCount * sizeof(nint) + ScratchSize + 64;
        foreach (var step in plan.Prepare.Concat(plan.Child))
        {
            foreach (var argument in step.Arguments)
            {
                size += Size(argument);
            }
        }

        _memory = (byte*)NativeMemory.AllocZeroed((nuint)size);
        _free = _memory;
        _slotCount = plan.SlotCount;
        _slots = (nint*)Take(plan.SlotCount * sizeof(nint));
        new Span<nint>(_slots, plan.SlotCount).Fill(-1);
        var scratch = Take(ScratchSize);
        Preparation = Load(plan.Prepare, scratch);
        Child = Load(plan.Child, scratch);
    }

    public Machine* Preparation { get; }

    public Machine* Child { get; }

    /// <summary>The value of a slot.</summary>
    public int this[Slot slot]
    {
        get => (int)_slots[slot.Index];
        set => _slots[slot.Index] = value;
    }

    public void Dispose() => NativeMemory.Free(_memory);

    private Machine* Load(IReadOnlyList<PlanStep> steps, byte* scratch)
    {
        var machine = (Machine*)Take(sizeof(Machine));
        machine->Operations = (Operation*)Take(steps.Count * sizeof(Operation));
        machine->Count = steps.Count;
        machine->Slots = _slots;
        machine->SlotCount = _slotCount;
        machine->Scratch = scratch;
        for (var i = 0; i < steps.Count; i++)
        {
            Write(steps[i], machine->Operations + i);
        }

        return machine;
    }

    private static int Size(in Operand operand) => operand.Kind switch
    {
        OperandKind.Data => Align(operand.Content!.Length),
        OperandKind.List => (operand.Items!.Count + 1) * sizeof(nint) + operand.Items.Sum(i => Align(Encoding.UTF8.GetByteCount(i) + 1)),
        _ => 0,
    };

    private static int Align(int size) => (size + 7) & ~7;

    private byte* Take(int size)
    {
        var at = _free;
        _free += Align(size);
        return at;
    }

    private void Write(PlanStep step, Operation* operation)
    {
        operation->Code = step.Code;
        operation->Number = step.Number;
        operation->Result = step.Result?.Index ?? -1;
        operation->Condition = (step.After ?? step.Instead)?.Index ?? -1;
        operation->WhenFailed = step.Instead is null ? 0 : 1;
        for (var i = 0; i < step.Tolerated.Count; i++)
        {
            operation->Tolerated[i] = (short)step.Tolerated[i];
        }

        for (var i = 0; i < step.Arguments.Count; i++)
        {
            var argument = step.Arguments[i];
            operation->SlotMask |= argument.Kind == OperandKind.Slot ? 1 << i : 0;
            operation->Arguments[i] = argument.Kind switch
            {
                OperandKind.Data => (long)Copy(argument.Content),
                OperandKind.List => (long)Copy(argument.Items!),
                _ => argument.Value,
            };
        }
    }

    private byte* Copy(ReadOnlySpan<byte> data)
    {
        var at = Take(data.Length);
        data.CopyTo(new Span<byte>(at, data.Length));
        return at;
    }

    private byte** Copy(IReadOnlyList<string> items)
    {
        var list = (byte**)Take((items.Count + 1) * sizeof(nint));
        for (var i = 0; i < items.Count; i++)
        {
            var length = Encoding.UTF8.GetByteCount(items[i]);
            list[i] = Take(length + 1);
            Encoding.UTF8.GetBytes(items[i], new Span<byte>(list[i], length));
        }

        return list;
    }
}
