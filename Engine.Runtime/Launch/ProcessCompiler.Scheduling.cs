using System.Buffers.Binary;
using Engine.Oci.Specs;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class ProcessCompiler
{
    private void SetScheduling()
    {
        if (process.Scheduler is { } scheduler)
        {
            steps.Call("set the scheduling policy", SYS_sched_setattr, 0, Operand.Data(SchedulingAttributes(scheduler)), 0);
        }

        if (process.IoPriority is { } priority)
        {
            const int IOPRIO_WHO_PROCESS = 1;
            const int IOPRIO_CLASS_SHIFT = 13;
            steps.Call("set the I/O priority", SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0, (IoClass(priority.Class) << IOPRIO_CLASS_SHIFT) | priority.Priority);
        }

        if (Personality is { } personality)
        {
            const int PER_LINUX32 = 8;
            if (personality.Flags is { Count: > 0 })
            {
                throw LaunchException.Invalid("personality flags are not supported");
            }

            var domain = personality.Domain switch
            {
                "LINUX" => 0,
                "LINUX32" => PER_LINUX32,
                _ => throw LaunchException.Invalid($"unknown personality domain \"{personality.Domain}\""),
            };
            steps.Call("set the personality", SYS_personality, domain);
        }
    }

    private static int IoClass(string? name) => name switch
    {
        "IOPRIO_CLASS_RT" => 1,
        "IOPRIO_CLASS_BE" => 2,
        "IOPRIO_CLASS_IDLE" => 3,
        _ => throw LaunchException.Invalid($"unknown I/O priority class \"{name}\""),
    };

    /// <summary>struct sched_attr, first version (sched_setattr(2)).</summary>
    private static byte[] SchedulingAttributes(Scheduler scheduler)
    {
        const int size = 48;
        var data = new byte[size];
        var policy = scheduler.Policy switch
        {
            "SCHED_OTHER" => 0u,
            "SCHED_FIFO" => 1u,
            "SCHED_RR" => 2u,
            "SCHED_BATCH" => 3u,
            "SCHED_ISO" => 4u,
            "SCHED_IDLE" => 5u,
            "SCHED_DEADLINE" => 6u,
            _ => throw LaunchException.Invalid($"unknown scheduling policy \"{scheduler.Policy}\""),
        };
        ulong flags = 0;
        foreach (var flag in scheduler.Flags ?? [])
        {
            flags |= flag switch
            {
                "SCHED_FLAG_RESET_ON_FORK" => 0x01ul,
                "SCHED_FLAG_RECLAIM" => 0x02,
                "SCHED_FLAG_DL_OVERRUN" => 0x04,
                "SCHED_FLAG_KEEP_POLICY" => 0x08,
                "SCHED_FLAG_KEEP_PARAMS" => 0x10,
                "SCHED_FLAG_UTIL_CLAMP_MIN" => 0x20,
                "SCHED_FLAG_UTIL_CLAMP_MAX" => 0x40,
                _ => throw LaunchException.Invalid($"unknown scheduling flag \"{flag}\""),
            };
        }

        BinaryPrimitives.WriteUInt32LittleEndian(data, size);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), policy);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(8), flags);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), scheduler.Nice);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(20), scheduler.Priority);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(24), scheduler.Runtime);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(32), scheduler.Deadline);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(40), scheduler.Period);
        return data;
    }
}
