using System.Text.Json;
using System.Text.Json.Serialization;
using Engine.Host.Api.Rest.Models;

namespace Engine.Host.Api.Rest;

/// <summary>The JSON of the REST face, generated at build time. Names are Docker's; reading ignores case, as Go does.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(IdResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(CreateContainerRequest))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(UpdateContainerRequest))]
[JsonSerializable(typeof(WarningsResponse))]
[JsonSerializable(typeof(InspectContainerResponse))]
[JsonSerializable(typeof(IReadOnlyList<ContainerSummaryModel>))]
[JsonSerializable(typeof(WaitResponse))]
[JsonSerializable(typeof(TopResponse))]
[JsonSerializable(typeof(StatsResponse))]
[JsonSerializable(typeof(PruneContainersResponse))]
[JsonSerializable(typeof(CreateExecRequest))]
[JsonSerializable(typeof(StartExecRequest))]
[JsonSerializable(typeof(InspectExecResponse))]
[JsonSerializable(typeof(EventModel))]
[JsonSerializable(typeof(IReadOnlyList<ImageSummaryModel>))]
[JsonSerializable(typeof(InspectImageResponse))]
[JsonSerializable(typeof(IReadOnlyList<ImageHistoryModel>))]
[JsonSerializable(typeof(IReadOnlyList<ImageDeleteModel>))]
[JsonSerializable(typeof(PruneImagesResponse))]
[JsonSerializable(typeof(ProgressModel))]
[JsonSerializable(typeof(AuthConfigModel))]
[JsonSerializable(typeof(AuthResponse))]
[JsonSerializable(typeof(IReadOnlyList<SearchResultModel>))]
[JsonSerializable(typeof(DistributionResponse))]
[JsonSerializable(typeof(ConfigModel))]
[JsonSerializable(typeof(NetworkModel))]
[JsonSerializable(typeof(IReadOnlyList<NetworkModel>))]
[JsonSerializable(typeof(CreateNetworkRequest))]
[JsonSerializable(typeof(CreateNetworkResponse))]
[JsonSerializable(typeof(ConnectNetworkRequest))]
[JsonSerializable(typeof(DisconnectNetworkRequest))]
[JsonSerializable(typeof(PruneNetworksResponse))]
[JsonSerializable(typeof(VolumesResponse))]
[JsonSerializable(typeof(VolumeModel))]
[JsonSerializable(typeof(PathStatusModel))]
[JsonSerializable(typeof(IReadOnlyList<TreeChangeModel>))]
[JsonSerializable(typeof(CreateVolumeRequest))]
[JsonSerializable(typeof(PruneVolumesResponse))]
[JsonSerializable(typeof(DiskUsageResponse))]
[JsonSerializable(typeof(InfoResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class RestJsonContext : JsonSerializerContext
{
    /// <summary>As Go writes it: what needs no escape in JSON stays as it is.</summary>
    public static RestJsonContext Docker { get; } = new(new JsonSerializerOptions
    {
        PropertyNameCaseInsensitive = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
