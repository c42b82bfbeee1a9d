namespace Engine.Protocol;

/// <summary>Which stream of a process a frame of an attach or exec pipe belongs to. The numbers are Docker's raw-stream ones.</summary>
public enum OutputStream : byte
{
    /// <summary>Standard input (never sent by the engine).</summary>
    Stdin = 0,

    /// <summary>Standard output, or the terminal.</summary>
    Stdout = 1,

    /// <summary>Standard error.</summary>
    Stderr = 2,
}
