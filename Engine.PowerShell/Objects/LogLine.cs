namespace Engine.PowerShell;

/// <summary>A line a container wrote.</summary>
public sealed class LogLine
{
    internal LogLine(string container, DateTimeOffset time, ContainerStream stream, string text)
    {
        Container = container;
        Time = time;
        Stream = stream;
        Text = text;
    }

    /// <summary>The container's name.</summary>
    public string Container { get; }

    /// <summary>When the engine got its first byte.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Where it was written.</summary>
    public ContainerStream Stream { get; }

    /// <summary>The line without its end.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
