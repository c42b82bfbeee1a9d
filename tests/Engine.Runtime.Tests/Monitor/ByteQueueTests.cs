using Engine.Runtime.Monitor;

namespace Engine.Runtime.Tests.Monitor;

public sealed class ByteQueueTests
{
    [Fact]
    public void Bytes_leave_in_the_order_they_came_through_any_growth()
    {
        var random = new Random(3);
        using var queue = new ByteQueue();
        byte next = 0, expected = 0;
        for (var round = 0; round < 2000; round++)
        {
            var piece = new byte[random.Next(3000)];
            for (var i = 0; i < piece.Length; i++)
            {
                piece[i] = next++;
            }

            queue.Append(piece);
            var taken = random.Next(Math.Min(queue.Length, 3000) + 1);
            foreach (var b in queue.Waiting[..taken])
            {
                Assert.Equal(expected++, b);
            }

            queue.Consume(taken);
        }

        Assert.Equal((byte)(next - expected), (byte)queue.Length);
    }
}
