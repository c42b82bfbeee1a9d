using Engine.Linux;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Runtime.Monitor;

/// <summary>A container that was created; disposing it kills what is left in its cgroup and removes that.</summary>
internal interface IContainer : IDisposable
{
    /// <summary>The first process, in the monitor's pid namespace.</summary>
    int Pid { get; }

    /// <summary>Readable when the first process ended; the container's.</summary>
    int PidDescriptor { get; }

    /// <summary>The terminal's master end, or null; the caller owns it.</summary>
    FileDescriptor? Terminal { get; }

    /// <summary>Readable when the kernel killed a process of the container for memory; -1 if that cannot be told.</summary>
    int OomDescriptor { get; }

    /// <summary>Takes what made <see cref="OomDescriptor"/> ready.</summary>
    /// <returns>Whether a process was killed for memory since the last call.</returns>
    bool TakeOom();

    /// <summary>Releases the first process; returns once its program was executed.</summary>
    void Start();

    /// <summary>Starts a further process; returns once its program was executed.</summary>
    StartedExec Exec(ExecRequest request, StandardPipes? pipes);

    /// <summary>Signals every process of the container.</summary>
    /// <exception cref="LinuxException">The cgroup cannot be read.</exception>
    void SignalAll(int signal);

    /// <summary>Kills every process of the container.</summary>
    void KillAll();

    /// <summary>Freezes every process.</summary>
    void Pause();

    /// <summary>Thaws them.</summary>
    void Resume();

    /// <summary>Changes limits; what is null stays.</summary>
    void Update(LinuxResources resources);
}
