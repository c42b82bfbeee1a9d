namespace Engine.Host.Containers;

/// <summary>Bytes of file content that a container takes.</summary>
/// <param name="Writable">In its own layer.</param>
/// <param name="RootFileSystem">In its own layer and those of its image.</param>
internal sealed record ContainerSize(long Writable, long RootFileSystem);
