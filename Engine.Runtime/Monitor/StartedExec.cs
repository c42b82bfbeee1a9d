using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>A process that runs its program.</summary>
/// <param name="Pid">Its process id in the monitor's pid namespace; a child of the monitor.</param>
/// <param name="Terminal">Its terminal's master end, or null.</param>
internal sealed record StartedExec(int Pid, FileDescriptor? Terminal);
