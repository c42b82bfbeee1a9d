using Engine.Host.Images.Documents;
using Engine.Host.Registry;

namespace Engine.Host.Images.Transfer;

/// <summary>What a reference stands for at a registry.</summary>
/// <param name="Document">The manifest or index.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Platforms">What there are images for.</param>
internal sealed record RemoteDescription(ManifestDocument Document, string MediaType, IReadOnlyList<Platform> Platforms);
