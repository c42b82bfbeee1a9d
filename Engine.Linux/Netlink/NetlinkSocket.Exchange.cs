using System.Buffers;
using System.Runtime.InteropServices;

namespace Engine.Linux.Netlink;

public sealed unsafe partial class NetlinkSocket
{
    // The kernel's own largest: a dump fills messages up to 32 KiB.
    private const int ReceiveSize = 64 * 1024;
    private const int MSG_TRUNC = 0x20;
    private const int HeaderSize = 16;
    private const int ErrorSize = 4;

    /// <summary>Sends requests as one datagram and waits until each is acknowledged: every message carries NLM_F_ACK.</summary>
    /// <exception cref="LinuxException">The first that was refused, with its subject and the kernel's words. Later ones were tried all the same.</exception>
    public void Execute(NetlinkWriter requests) => Exchange(requests, requests.Count, null);

    /// <summary>Sends an nf_tables batch, whose last message but one carries NLM_F_ACK, and waits for its answer.</summary>
    /// <exception cref="LinuxException">The first message that was refused; nothing of the batch was done.</exception>
    public void ExecuteBatch(NetlinkWriter batch)
    {
        Send(batch);
        uint last = (uint)batch.Count - 1;
        LinuxException? failure = null;
        bool done = false;
        while (!done)
        {
            Receive((header, payload) =>
            {
                if (header.nlmsg_type != NetlinkFlag.NLMSG_ERROR)
                {
                    return;
                }

                LinuxException? error = Error(header, payload, batch);
                failure ??= error;

                // An error of the batch as a whole comes under its first message's number.
                done |= header.nlmsg_seq >= last || (header.nlmsg_seq == 1 && error is not null);
            });
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>Sends one request with NLM_F_DUMP and hands every message of the answer to <paramref name="handler"/>.</summary>
    /// <exception cref="LinuxException">The dump was refused.</exception>
    public void Dump(NetlinkWriter request, NetlinkMessageHandler handler) => Exchange(request, 1, handler);

    /// <summary>Reads notifications of joined groups; waits until there are some. False: the time given was over.</summary>
    /// <exception cref="LinuxException">ENOBUFS: some were lost.</exception>
    public bool ReadNotifications(NetlinkMessageHandler handler)
    {
        try
        {
            Receive((header, payload) => handler(new NetlinkMessage(header.nlmsg_type, header.nlmsg_pid, payload)));
            return true;
        }
        catch (LinuxException e) when (e.Errno is Errno.EAGAIN)
        {
            return false;
        }
    }

    private delegate void Handler(NetlinkHeader header, ReadOnlySpan<byte> payload);

    private void Exchange(NetlinkWriter requests, int expected, NetlinkMessageHandler? handler)
    {
        if (expected == 0)
        {
            return;
        }

        Send(requests);
        LinuxException? failure = null;
        while (expected > 0)
        {
            Receive((header, payload) =>
            {
                switch (header.nlmsg_type)
                {
                    case NetlinkFlag.NLMSG_ERROR:
                        expected--;
                        failure ??= Error(header, payload, requests);
                        break;
                    case NetlinkFlag.NLMSG_DONE:
                        expected--;
                        break;
                    default:
                        handler?.Invoke(new NetlinkMessage(header.nlmsg_type, header.nlmsg_pid, payload));
                        break;
                }
            });
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    private void Send(NetlinkWriter requests)
    {
        var kernel = new sockaddr_nl { nl_family = AF_NETLINK };
        ReadOnlySpan<byte> bytes = requests.Written;
        fixed (byte* b = bytes)
        {
            while (sendto(socket.Number, b, bytes.Length, 0, &kernel, sizeof(sockaddr_nl)) < 0)
            {
                if ((Errno)Marshal.GetLastPInvokeError() is not Errno.EINTR)
                {
                    throw LinuxException.FromLastError("sendto", $"{family} {requests.SubjectOf(1)}");
                }
            }
        }
    }

    private void Receive(Handler handler)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ReceiveSize);
        try
        {
            nint received;
            fixed (byte* b = buffer)
            {
                while ((received = recv(socket.Number, b, buffer.Length, MSG_TRUNC)) < 0)
                {
                    if ((Errno)Marshal.GetLastPInvokeError() is not Errno.EINTR)
                    {
                        throw LinuxException.FromLastError("recv", family);
                    }
                }
            }

            if (received > buffer.Length)
            {
                throw new LinuxException("recv", Errno.EMSGSIZE, family);
            }

            ReadOnlySpan<byte> rest = buffer.AsSpan(0, (int)received);
            while (rest.Length >= HeaderSize)
            {
                var header = MemoryMarshal.Read<NetlinkHeader>(rest);
                int length = (int)header.nlmsg_len;
                if (length < HeaderSize || length > rest.Length)
                {
                    break;
                }

                handler(header, rest[HeaderSize..length]);
                rest = rest[Math.Min((length + 3) & ~3, rest.Length)..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private LinuxException? Error(NetlinkHeader header, ReadOnlySpan<byte> payload, NetlinkWriter requests)
    {
        int error = -MemoryMarshal.Read<int>(payload);
        if (error == 0)
        {
            return null;
        }

        string subject = requests.SubjectOf(header.nlmsg_seq);
        if ((header.nlmsg_flags & NetlinkFlag.NLM_F_ACK_TLVS) != 0)
        {
            // With NLM_F_CAPPED only the header of the request comes back.
            var request = MemoryMarshal.Read<NetlinkHeader>(payload[ErrorSize..]);
            int skip = ErrorSize + ((header.nlmsg_flags & NetlinkFlag.NLM_F_CAPPED) != 0 ? HeaderSize : (int)request.nlmsg_len);
            foreach (NetlinkAttribute attribute in new NetlinkAttributes(payload.Length > skip ? payload[skip..] : []))
            {
                if (attribute.Type == NetlinkFlag.NLMSGERR_ATTR_MSG)
                {
                    return new LinuxException(family, (Errno)error, subject, attribute.Text);
                }
            }
        }

        return new LinuxException(family, (Errno)error, subject);
    }
}
