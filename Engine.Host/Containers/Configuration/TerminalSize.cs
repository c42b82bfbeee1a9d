namespace Engine.Host.Containers;

/// <summary>Size of a terminal in character cells.</summary>
internal sealed record TerminalSize(ushort Rows, ushort Columns);
