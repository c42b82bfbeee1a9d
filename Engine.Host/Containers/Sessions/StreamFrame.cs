namespace Engine.Host.Containers.Sessions;

/// <summary>Bytes of one output stream, valid until the session is read again.</summary>
internal readonly record struct StreamFrame(StreamKind Stream, ReadOnlyMemory<byte> Data);
