namespace Engine.Host.Images;

/// <summary>What an <see cref="ImageProgress"/> tells.</summary>
internal enum ImageProgressKind
{
    /// <summary>How many bytes of a part are done.</summary>
    Bytes,

    /// <summary>What is done with a part now.</summary>
    Step,

    /// <summary>Something about the whole.</summary>
    Message,
}
