namespace Engine.Host.Storage;

/// <summary>How deep directories may be nested where the daemon walks down them: a container decides how deep its own are.</summary>
internal static class TreeDepth
{
    /// <summary>Levels below the top.</summary>
    public const int Most = 1024;
}
