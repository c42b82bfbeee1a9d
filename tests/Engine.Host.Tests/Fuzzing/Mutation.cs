namespace Engine.Host.Tests.Fuzzing;

/// <summary>Changes an input as a fuzzer does: bits, bytes, numbers that matter, pieces cut, doubled, moved, and pieces of another input.</summary>
internal static class Mutation
{
    private static readonly byte[] s_interesting = [0, 1, 0x7F, 0x80, 0xFF, (byte)'0', (byte)'7', (byte)'9', (byte)'/', (byte)'.', (byte)'-', (byte)'"', (byte)'{', (byte)'[', (byte)':', (byte)'=', (byte)'\n'];

    public static byte[] Of(byte[][] seeds, Random random)
    {
        var input = seeds[random.Next(seeds.Length)].ToList();
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            Change(input, seeds, random);
        }

        return [.. input];
    }

    private static void Change(List<byte> input, byte[][] seeds, Random random)
    {
        if (input.Count == 0)
        {
            input.AddRange(seeds[random.Next(seeds.Length)]);
            return;
        }

        var at = random.Next(input.Count);
        var length = Math.Min(random.Next(1, 64), input.Count - at);
        switch (random.Next(8))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input[at] = s_interesting[random.Next(s_interesting.Length)];
                break;
            case 3:
                input.RemoveRange(at, length);
                break;
            case 4:
                input.InsertRange(at, input.GetRange(at, length));
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            case 6:
                var other = seeds[random.Next(seeds.Length)];
                input.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(length));
                break;
            default:
                // Whole blocks, which keep archives readable up to where they are.
                var block = at & ~511;
                input.InsertRange(block, input.GetRange(block, Math.Min(512, input.Count - block)));
                break;
        }
    }
}
