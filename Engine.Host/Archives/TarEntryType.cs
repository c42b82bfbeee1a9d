namespace Engine.Host.Archives;

/// <summary>Kinds of entries: the typeflag byte of a tar header (pax(1), and GNU tar's additions).</summary>
internal enum TarEntryType : byte
{
    Regular = (byte)'0',
    HardLink = (byte)'1',
    SymbolicLink = (byte)'2',
    CharacterDevice = (byte)'3',
    BlockDevice = (byte)'4',
    Directory = (byte)'5',
    Fifo = (byte)'6',
}
