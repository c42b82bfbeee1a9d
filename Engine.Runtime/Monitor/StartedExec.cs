using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>A process that runs its program.</summary>
/// <param name="Pid">Its process id in the monitor's pid namespace; a child of the monitor.</param>
/// <param name="PidDescriptor">Readable when the process ended; valid until <paramref name="Process"/> is disposed.</param>
/// <param name="Terminal">Its terminal's master end, or null; the taker's.</param>
/// <param name="Process">What the launch holds.</param>
internal sealed record StartedExec(int Pid, int PidDescriptor, FileDescriptor? Terminal, IDisposable Process);
