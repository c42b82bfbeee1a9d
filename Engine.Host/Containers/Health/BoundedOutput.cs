using System.Text;

namespace Engine.Host.Containers.Health;

/// <summary>Keeps the beginning of what a check writes.</summary>
internal sealed class BoundedOutput
{
    private const int MostBytes = 4096;

    private readonly byte[] kept = new byte[MostBytes];
    private int length;
    private bool truncated;

    public void Add(ReadOnlySpan<byte> data)
    {
        int room = Math.Min(data.Length, MostBytes - length);
        data[..room].CopyTo(kept.AsSpan(length));
        length += room;
        truncated |= room < data.Length;
    }

    /// <summary>The text; what is no UTF-8 is replaced, and three dots stand for what is missing.</summary>
    public override string ToString() => Encoding.UTF8.GetString(kept, 0, length) + (truncated ? "..." : "");
}
