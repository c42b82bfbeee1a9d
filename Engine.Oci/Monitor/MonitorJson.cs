using System.Text.Json.Serialization;

namespace Engine.Oci.Monitor;

/// <summary>JSON of the wire's payloads: camelCase names, nulls left out, enums by number.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LaunchRequest))]
[JsonSerializable(typeof(SignalRequest))]
[JsonSerializable(typeof(ResizeRequest))]
[JsonSerializable(typeof(AttachRequest))]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(LogCompressedRequest))]
[JsonSerializable(typeof(StartedReply))]
[JsonSerializable(typeof(FailedReply))]
[JsonSerializable(typeof(MonitorState))]
[JsonSerializable(typeof(ExitRecord))]
[JsonSerializable(typeof(ExecExitRecord))]
public sealed partial class MonitorJson : JsonSerializerContext;
