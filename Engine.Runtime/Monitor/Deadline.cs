namespace Engine.Runtime.Monitor;

/// <summary>Something to be done later by the <see cref="EventLoop"/>, unless it is cancelled.</summary>
internal sealed class Deadline(long at, Action callback)
{
    /// <summary>When, by <see cref="Environment.TickCount64"/>.</summary>
    public long At { get; } = at;

    public Action Callback { get; } = callback;
}
