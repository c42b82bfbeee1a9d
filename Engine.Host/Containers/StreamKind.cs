namespace Engine.Host.Containers;

/// <summary>A standard stream; the numbers are those of Docker's stream header.</summary>
internal enum StreamKind : byte
{
    /// <summary>Standard input.</summary>
    Stdin = 0,

    /// <summary>Standard output, or the terminal.</summary>
    Stdout = 1,

    /// <summary>Standard error.</summary>
    Stderr = 2,
}
