namespace Engine.Host.Storage;

/// <summary>All schema steps of the engine in the order they came to be. Every domain keeps its SQL beside its own code.</summary>
internal static class EngineSchema
{
    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        StorageTables.Create,
        Images.ImageTables.Create,
        Containers.ContainerStore.Schema,
        Images.LayerSourceTable.Create,
        Networking.NetworkStore.Schema,
        Volumes.VolumeStore.Schema,
    ];
}
