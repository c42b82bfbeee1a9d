namespace Engine.Runtime.Launch;

internal enum OperandKind : byte
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>The value of a slot when the operation runs.</summary>
    Slot,

    /// <summary>Address of bytes that are copied into the plan's memory.</summary>
    Data,

    /// <summary>Address of a list of addresses of texts that ends with a null, as execve(2) takes it.</summary>
    List,
}
