using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>Hands a seccomp listener to the agent that the configuration names (config-linux.md#the-container-process-state).</summary>
internal static class SeccompListener
{
    public static void Send(ParentDuties duties, RuntimeState state, int listener, int? pid = null)
    {
        var document = new ContainerProcessState
        {
            OciVersion = state.OciVersion,
            Fds = ["seccompFd"],
            Pid = pid ?? state.Pid,
            Metadata = duties.SeccompListenerMetadata,
            State = state,
        };
        using var socket = DescriptorSocket.Connect(duties.SeccompListenerPath!);
        socket.Send(OciJson.ContainerProcessState.Write(document), listener);
    }
}
