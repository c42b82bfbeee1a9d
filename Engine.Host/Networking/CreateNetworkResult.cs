namespace Engine.Host.Networking;

/// <summary>A network was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Warning">What the client should know, or empty.</param>
internal sealed record CreateNetworkResult(string Id, string Warning);
