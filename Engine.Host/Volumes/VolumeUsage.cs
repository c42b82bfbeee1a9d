namespace Engine.Host.Volumes;

/// <summary>What a volume takes.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Size">Bytes of its files; −1: not known, because it is not a directory of the engine.</param>
/// <param name="Holders">How many containers have it.</param>
internal sealed record VolumeUsage(Volume Volume, long Size, int Holders);
