using static Engine.Linux.Syscalls.SystemCall;

namespace Engine.Runtime.Launch;

/// <summary>
/// Runs the operations of a plan. Between clone3(2) and execve(2) this is the only managed code that runs, in a copy of a process whose
/// other thread is gone: it must not allocate, box, throw, lock, touch a static field or call anything but <see cref="Engine.Linux.Syscalls.SystemCall"/>.
/// Results are kernel style: negative is minus an errno.
/// </summary>
internal static unsafe partial class Interpreter
{
    private const int EINTR = 4;
    private const int EAGAIN = 11;

    /// <summary>Runs all operations.</summary>
    /// <returns>Whether all succeeded; if not, the machine tells which failed and why.</returns>
    public static bool Run(Machine* machine)
    {
        for (var i = 0; i < machine->Count; i++)
        {
            var operation = machine->Operations + i;
            if (operation->Condition >= 0 && (machine->Slots[operation->Condition] < 0) != (operation->WhenFailed != 0))
            {
                continue;
            }

            Arguments arguments;
            Resolve(machine, operation, &arguments);
            var result = Execute(machine, operation, &arguments);
            if (result < 0 && !Tolerates(operation, (short)-result))
            {
                machine->Failed = i;
                machine->Errno = (int)-result;
                return false;
            }

            if (operation->Result >= 0)
            {
                machine->Slots[operation->Result] = result;
            }
        }

        return true;
    }

    private static void Resolve(Machine* machine, Operation* operation, Arguments* arguments)
    {
        var values = &arguments->A0;
        for (var i = 0; i < 6; i++)
        {
            var value = (nint)operation->Arguments[i];
            values[i] = (operation->SlotMask & (1 << i)) != 0 ? machine->Slots[value] : value;
        }
    }

    private static bool Tolerates(Operation* operation, short errno) =>
        operation->Tolerated[0] == errno || operation->Tolerated[1] == errno || operation->Tolerated[2] == errno || operation->Tolerated[3] == errno;

    private static nint Execute(Machine* machine, Operation* operation, Arguments* a)
    {
        switch (operation->Code)
        {
            case OperationCode.Call:
                return Invoke(operation->Number, a->A0, a->A1, a->A2, a->A3, a->A4, a->A5);
            case OperationCode.Open:
                return Open((int)a->A0, (byte*)a->A1, (int)a->A2, (uint)a->A3, (ulong)a->A4);
            case OperationCode.MakeTarget:
                return MakeTarget(machine->Scratch, (int)a->A0, (byte*)a->A1, (TargetKind)a->A2, (int)a->A3);
            case OperationCode.SetAttributes:
                return SetAttributes((int)a->A0, (int)a->A1, (ulong)a->A2, (ulong)a->A3, (ulong)a->A4, (int)a->A5);
            case OperationCode.Mask:
                return Mask((int)a->A0, (byte*)a->A1, (int)a->A2);
            case OperationCode.MakeReadOnly:
                return MakeReadOnly((int)a->A0, (byte*)a->A1);
            case OperationCode.CopyUp:
                return CopyDirectory((int)a->A0, (int)a->A1, 0);
            case OperationCode.WriteFile:
                return WriteFile((int)a->A0, (byte*)a->A1, (byte*)a->A2, a->A3, (ulong)a->A4);
            case OperationCode.RequireFileSystem:
                return RequireFileSystem((int)a->A0, a->A1);
            case OperationCode.RequireDevice:
                return RequireDevice((int)a->A0, (uint)a->A1, (ulong)a->A2);
            case OperationCode.MakeNode:
                return MakeNode((int)a->A0, (byte*)a->A1, (uint)a->A2, (ulong)a->A3, (uint)a->A4, (uint)a->A5);
            case OperationCode.OwnStandardStreams:
                return OwnStandardStreams((uint)a->A0);
            case OperationCode.DropBounding:
                return DropBounding((ulong)a->A0, (int)a->A1);
            case OperationCode.CloseOthers:
                return CloseOthers(machine, a->A0);
            case OperationCode.SetAmbient:
                return SetAmbient((ulong)a->A0);
            case OperationCode.LoadFilter:
                return LoadFilter((void*)a->A0, (ushort)a->A1, (uint)a->A2);
            case OperationCode.RequireWorkingDirectory:
                return RequireWorkingDirectory(machine->Scratch);
            case OperationCode.ResetSignals:
                return ResetSignals();
            case OperationCode.Report:
                machine->Status = (int)a->A0;
                return Report((int)a->A0, (StatusKind)a->A1, 0, 0, (int)a->A2);
            case OperationCode.SendDescriptor:
                return SendDescriptor((int)a->A0, (StatusKind)a->A1, (int)a->A2);
            case OperationCode.Wait:
                return Wait((int)a->A0);
            case OperationCode.RunHook:
                return RunHook(machine, (byte*)a->A0, (byte**)a->A1, (byte**)a->A2, (byte*)a->A3, a->A4, (int)a->A5);
            case OperationCode.FindProgram:
                return FindProgram((byte**)a->A0);
            case OperationCode.BeReborn:
                return BeReborn((int)a->A0, (int)a->A1);
            case OperationCode.BecomeInit:
                return BecomeInit(machine);
            case OperationCode.Execute:
                return Invoke(Linux.Syscalls.SystemCallNumber.SYS_execve, ((nint*)a->A0)[a->A1], a->A2, a->A3);
            default:
                return -(int)Linux.Errno.ENOSYS;
        }
    }

    private struct Arguments
    {
        public nint A0;
        public nint A1;
        public nint A2;
        public nint A3;
        public nint A4;
        public nint A5;
    }
}
