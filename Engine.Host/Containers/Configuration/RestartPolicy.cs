namespace Engine.Host.Containers;

/// <summary>What to do when a container's program ends.</summary>
/// <param name="Name"><c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure</c>.</param>
/// <param name="MaximumRetryCount">on-failure: how many restarts in a row; 0: no limit.</param>
internal sealed record RestartPolicy(string Name, int MaximumRetryCount = 0)
{
    /// <summary>Leave it ended.</summary>
    public static RestartPolicy None { get; } = new("no");
}
