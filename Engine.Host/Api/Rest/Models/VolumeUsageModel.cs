namespace Engine.Host.Api.Rest.Models;

/// <summary>What a volume takes, in <c>GET /system/df</c>.</summary>
internal sealed record VolumeUsageModel
{
    public int RefCount { get; init; }

    public long Size { get; init; }
}
