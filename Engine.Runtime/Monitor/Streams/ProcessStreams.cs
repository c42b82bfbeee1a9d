using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>
/// Standard input, output and error of one process, and the clients attached to them. Output goes to the log and to every client that
/// asked for it; a client that is too far behind holds the reading up, and so in the end the process, as a pipe would: someone who
/// pipes a command's output somewhere needs every byte of it. Without clients nothing ever holds the process up.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="buffers">Where to read to.</param>
/// <param name="log">The log, or null.</param>
/// <param name="inputEndsWithClient">The end of a client's input is the end of the process's (<c>StdinOnce</c>, and every exec).</param>
/// <param name="ended">Called once, when the process ended and its output was passed on.</param>
internal sealed class ProcessStreams(EventLoop loop, WorkBuffers buffers, JsonFileLog? log, bool inputEndsWithClient, Action ended) : IDisposable
{
    /// <summary>How long output is still awaited from processes that outlive theirs and hold its streams.</summary>
    private const int DrainMilliseconds = 2000;

    /// <summary>Bytes a client may be behind before output is no longer read for it.</summary>
    private const int MostBehind = 1024 * 1024;

    /// <summary>The same once the process ended: room for all that pipes and terminals still hold, so that a client's pace does not delay the end.</summary>
    private const int MostBehindAtEnd = 4 * MostBehind;

    private readonly List<StreamClient> _clients = [];
    private readonly List<OutputSource> _sources = [];
    private InputSink? _input;
    private FileDescriptor? _terminal;
    private Deadline? _drainEnd;
    private bool _processEnded;
    private bool _endedTold;

    public IReadOnlyList<StreamClient> Clients => _clients;

    /// <summary>Takes the parent's ends of the pipes.</summary>
    public void Open(StandardPipes pipes)
    {
        if (pipes.Input is { } input)
        {
            _input = new InputSink(input, loop, OnInputRoom);
        }

        _sources.Add(new OutputSource(pipes.Output, MonitorMessage.Stdout, loop, buffers, this));
        _sources.Add(new OutputSource(pipes.Error, MonitorMessage.Stderr, loop, buffers, this));
    }

    /// <summary>Takes a terminal's master end.</summary>
    public void Open(FileDescriptor terminal)
    {
        DescriptorFlags.SetNonBlocking(terminal);
        _terminal = terminal;
        _input = new InputSink(DescriptorFlags.Duplicate(terminal), loop, OnInputRoom);
        _sources.Add(new OutputSource(DescriptorFlags.Duplicate(terminal), MonitorMessage.Stdout, loop, buffers, this));
    }

    /// <summary>Gives the terminal a size.</summary>
    /// <returns>False if there is no terminal.</returns>
    public bool TryResize(TerminalSize size)
    {
        if (_terminal is null)
        {
            return false;
        }

        size.ApplyTo(_terminal);
        return true;
    }

    public void Attach(Connection connection, bool stdin, bool stdout, bool stderr)
    {
        var client = new StreamClient(connection, this, stdin && _input is not null, stdout, stderr);
        connection.Stream = client;
        _clients.Add(client);
    }

    public void Detach(StreamClient client)
    {
        _clients.Remove(client);
        if (client.SendsInput)
        {
            EndInput();
        }

        OnClientCaughtUp();
    }

    public void WriteInput(StreamClient client, ReadOnlySpan<byte> data)
    {
        _input?.Write(data);
        if (_input?.IsFull == true)
        {
            client.Connection.PauseInput(true);
        }
    }

    /// <summary>A client's input ended. A terminal has no end of input other than the character for it.</summary>
    public void EndInput()
    {
        if (inputEndsWithClient && _terminal is null)
        {
            _input?.End();
        }
    }

    public void OnOutput(MonitorMessage stream, ReadOnlySpan<byte> data)
    {
        log?.Write(stream, data);
        var tooSlow = false;
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            var client = _clients[i];
            client.SendOutput(stream, data);
            tooSlow |= IsTooSlow(client);
        }

        if (tooSlow)
        {
            PauseOutput(true);
        }
    }

    public void OnOutputEnded(MonitorMessage stream)
    {
        log?.End(stream);
        TellIfEnded();
    }

    /// <summary>A client took enough, or left: reading goes on unless another one holds it up.</summary>
    public void OnClientCaughtUp()
    {
        foreach (var client in _clients)
        {
            if (IsTooSlow(client))
            {
                return;
            }
        }

        PauseOutput(false);
    }

    /// <summary>The process ended: what it wrote is passed on, then <c>ended</c> is called.</summary>
    public void OnProcessEnded()
    {
        _processEnded = true;
        _input?.Dispose();
        PauseOutput(false);
        TellIfEnded();
        if (!_endedTold)
        {
            _drainEnd = loop.After(DrainMilliseconds, GiveUpDraining);
        }
    }

    /// <summary>Closes everything without telling anyone.</summary>
    public void Dispose()
    {
        _endedTold = true;
        _input?.Dispose();
        GiveUpDraining();
        _terminal?.Dispose();
    }

    /// <summary>Sends the last frame to every client and ends their connections.</summary>
    public void EndClients(MonitorMessage message, ReadOnlySpan<byte> payload)
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            var connection = _clients[i].Connection;
            connection.Send(message, payload);
            connection.EndAfterFlush();
        }
    }

    private bool IsTooSlow(StreamClient client) => client.Connection.OutputLength > (_processEnded ? MostBehindAtEnd : MostBehind);

    private void GiveUpDraining()
    {
        foreach (var source in _sources)
        {
            source.End();
        }
    }

    private void PauseOutput(bool paused)
    {
        foreach (var source in _sources)
        {
            source.Pause(paused);
        }
    }

    private void OnInputRoom()
    {
        foreach (var client in _clients)
        {
            client.Connection.PauseInput(false);
        }
    }

    private void TellIfEnded()
    {
        if (_endedTold || !_processEnded || !_sources.TrueForAll(s => s.IsEnded))
        {
            return;
        }

        _endedTold = true;
        loop.Cancel(_drainEnd);
        _terminal?.Dispose();
        ended();
    }
}
