namespace Engine.Host.Containers;

/// <summary>What a restart policy decides.</summary>
internal static class RestartDecision
{
    /// <summary>Whether a container whose program just ended is started again.</summary>
    /// <param name="container">The container.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="stopped">A person stopped it.</param>
    public static bool ShouldRestart(Container container, int exitCode, bool stopped)
    {
        RestartPolicy policy = container.Configuration.RestartPolicy;
        return !stopped && policy.Name switch
        {
            "always" or "unless-stopped" => true,
            "on-failure" => exitCode != 0 && (policy.MaximumRetryCount == 0 || container.RestartCount < policy.MaximumRetryCount),
            _ => false,
        };
    }

    /// <summary>Whether a container that does not run is started when the engine starts.</summary>
    public static bool ShouldStartWithEngine(Container container) =>
        container.State.Status is ContainerStatus.Exited
        && container.Configuration.RestartPolicy.Name switch
        {
            "always" => true,
            "unless-stopped" => !container.State.StoppedByRequest,
            _ => false,
        };
}
