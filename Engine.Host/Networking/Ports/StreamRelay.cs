using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Ports;

/// <summary>Passes TCP connections on, until their listening socket is closed.</summary>
internal static class StreamRelay
{
    private const int BufferSize = 16 * 1024;
    private static readonly TimeSpan s_connectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortage = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Socket listener, Func<IPEndPoint?> target)
    {
        while (true)
        {
            try
            {
                Socket client = await listener.AcceptAsync();
                _ = RelayAsync(client, target());
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                await Task.Delay(s_shortage);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // Gone before it was taken.
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private static async Task RelayAsync(Socket client, IPEndPoint? target)
    {
        using Socket near = client;
        if (target is null)
        {
            return;
        }

        using var far = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        near.NoDelay = far.NoDelay = true;
        try
        {
            using var patience = new CancellationTokenSource(s_connectTime);
            await far.ConnectAsync(target, patience.Token);
            await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is told by a reset, as it would be without a relay.
            near.Close(0);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), SocketFlags.None);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Ends the other direction too.
            from.Close(0);
            to.Close(0);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
