using System.Text.Json.Serialization;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Oci;

/// <summary>JSON of every document of this project, generated at build time. Unknown members are ignored, as the specification asks; nulls are not written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RuntimeSpec))]
[JsonSerializable(typeof(ProcessSpec))]
[JsonSerializable(typeof(LinuxResources))]
[JsonSerializable(typeof(LinuxSeccomp))]
[JsonSerializable(typeof(RuntimeState))]
[JsonSerializable(typeof(ContainerProcessState))]
[JsonSerializable(typeof(Features))]
[JsonSerializable(typeof(AttachRequest))]
[JsonSerializable(typeof(ExecExitRecord))]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExitRecord))]
[JsonSerializable(typeof(FailedReply))]
[JsonSerializable(typeof(LaunchRequest))]
[JsonSerializable(typeof(LogCompressedRequest))]
[JsonSerializable(typeof(LogOptions))]
[JsonSerializable(typeof(MonitorState))]
[JsonSerializable(typeof(OverlayRoot))]
[JsonSerializable(typeof(ResizeRequest))]
[JsonSerializable(typeof(RunningExec))]
[JsonSerializable(typeof(SignalRequest))]
[JsonSerializable(typeof(StartedReply))]
public sealed partial class OciJson : JsonSerializerContext;
