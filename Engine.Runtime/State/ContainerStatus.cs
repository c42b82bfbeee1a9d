namespace Engine.Runtime.State;

/// <summary>Where in its life a container is (runtime.md#state).</summary>
internal enum ContainerStatus
{
    Created,
    Running,
    Paused,
    Stopped,
}
