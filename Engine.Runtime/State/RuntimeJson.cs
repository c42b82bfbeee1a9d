using Engine.Oci;
using Engine.Oci.Json;

namespace Engine.Runtime.State;

/// <summary>JSON of the runtime's own documents.</summary>
[JsonDocuments(typeof(ContainerRecord), typeof(ContainerListEntry), Elsewhere = typeof(OciJson))]
internal static partial class RuntimeJson
{
    /// <summary>The answer of <c>ps</c>.</summary>
    public static JsonFormat<IReadOnlyList<int>> Pids => field ??= JsonList.Of(JsonValue.ReadInt32, JsonValue.Write);

    /// <summary>The answer of <c>list</c>.</summary>
    public static JsonFormat<IReadOnlyList<ContainerListEntry>> Containers => field ??= JsonList.Of(ContainerListEntry.ReadValue, ContainerListEntry.WriteValue);
}
