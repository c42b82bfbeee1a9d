namespace Engine.Host.Containers.Logs;

/// <summary>Reads whole lines. At the end of the file it returns null and may be asked again when the file has grown.</summary>
internal sealed class LogLineReader(Stream stream)
{
    private byte[] buffer = new byte[32 * 1024];
    private int start;
    private int end;

    /// <summary>The next line without its end, valid until the next call; null if there is no whole one now.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        int searched = 0;
        while (true)
        {
            int newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                ReadOnlyMemory<byte> line = buffer.AsMemory(start, searched + newline);
                start += searched + newline + 1;
                return line;
            }

            searched = end - start;
            MakeRoom();
            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}
