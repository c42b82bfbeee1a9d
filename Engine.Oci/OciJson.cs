using Engine.Oci.Json;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Oci;

/// <summary>JSON of the OCI's documents and of those that daemon and monitor exchange.</summary>
[JsonDocuments(
    typeof(RuntimeSpec),
    typeof(ProcessSpec),
    typeof(LinuxResources),
    typeof(LinuxSeccomp),
    typeof(RuntimeState),
    typeof(ContainerProcessState),
    typeof(Features),
    typeof(AttachRequest),
    typeof(ExecExitRecord),
    typeof(ExecRequest),
    typeof(ExitRecord),
    typeof(FailedReply),
    typeof(LaunchRequest),
    typeof(LogCompressedRequest),
    typeof(LogOptions),
    typeof(MonitorState),
    typeof(OverlayRoot),
    typeof(ResizeRequest),
    typeof(RunningExec),
    typeof(SignalRequest),
    typeof(StartedReply))]
public static partial class OciJson;
