using System.Text;

namespace Engine.Runtime.Launch;

/// <summary>An argument of an operation.</summary>
internal readonly record struct Operand
{
    private Operand(OperandKind kind, long number, byte[]? data, IReadOnlyList<string>? list)
    {
        Kind = kind;
        Value = number;
        Content = data;
        Items = list;
    }

    public OperandKind Kind { get; }

    /// <summary>The number, or the slot's index.</summary>
    public long Value { get; }

    public byte[]? Content { get; }

    public IReadOnlyList<string>? Items { get; }

    public static implicit operator Operand(int value) => new(OperandKind.Number, value, null, null);

    public static implicit operator Operand(long value) => new(OperandKind.Number, value, null, null);

    public static implicit operator Operand(uint value) => new(OperandKind.Number, value, null, null);

    public static implicit operator Operand(ulong value) => new(OperandKind.Number, unchecked((long)value), null, null);

    public static implicit operator Operand(Slot slot) => new(OperandKind.Slot, slot.Index, null, null);

    /// <summary>A NUL-terminated text.</summary>
    public static implicit operator Operand(string text) => Text(text);

    public static Operand Text(string text)
    {
        if (text.Contains('\0'))
        {
            throw new LaunchException($"invalid text {text.Replace("\0", "\\0", StringComparison.Ordinal)}: contains a NUL character");
        }

        return new(OperandKind.Data, 0, [.. Encoding.UTF8.GetBytes(text), 0], null);
    }

    public static Operand Data(ReadOnlySpan<byte> data) => new(OperandKind.Data, 0, data.ToArray(), null);

    public static Operand List(IReadOnlyList<string> items) => new(OperandKind.List, 0, null, items);

    public override string ToString() => Kind switch
    {
        OperandKind.Number => Value is > 4096 or < -4096 ? $"0x{Value:x}" : Value.ToString(),
        OperandKind.Slot => new Slot((int)Value).ToString(),
        OperandKind.List => $"[{string.Join(", ", Items!.Select(i => $"\"{i}\""))}]",
        _ when Content is [.. var text, 0] && text.AsSpan().IndexOfAnyInRange((byte)0, (byte)31) < 0 => $"\"{Encoding.UTF8.GetString(text)}\"",
        _ => $"<{Content!.Length} bytes>",
    };
}
