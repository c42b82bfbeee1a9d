using System.Management.Automation;
using System.Text;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>
/// Takes what a command in a container writes and hands it to the pipeline: standard output line by line as strings, standard error to the
/// information stream, where a person sees it and a script can take it (<c>6&gt;</c>); or, when the streams are wanted whole, nothing until the end.
/// </summary>
internal sealed class CommandOutput(PipelineQueue queue, bool whole)
{
    private const int ErrorTail = 64 * 1024;
    private readonly Decoder _outDecoder = Encoding.UTF8.GetDecoder();
    private readonly Decoder _errorDecoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errorLine = new();
    private readonly StringBuilder _error = new();

    /// <summary>Standard output, when it is wanted whole.</summary>
    public string Output => _output.ToString();

    /// <summary>Standard error, when it is wanted whole; else its end.</summary>
    public string Error => _error.ToString();

    /// <summary>Takes bytes.</summary>
    public async ValueTask AddAsync(OutputStream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var isError = stream == OutputStream.Stderr;
        var text = Decode(isError ? _errorDecoder : _outDecoder, bytes.Span, flush: false);
        if (isError)
        {
            _error.Append(text);
            if (!whole && _error.Length > ErrorTail)
            {
                _error.Remove(0, _error.Length - ErrorTail);
            }
        }

        if (whole)
        {
            if (!isError)
            {
                _output.Append(text);
            }

            return;
        }

        await WriteLinesAsync(isError, text, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what has no end of line.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (line, isError) in new[] { (_output, false), (_errorLine, true) })
        {
            if (!whole && line.Length > 0)
            {
                await WriteLineAsync(isError, line.ToString(), cancellationToken).ConfigureAwait(false);
                line.Clear();
            }
        }
    }

    private static string Decode(Decoder decoder, ReadOnlySpan<byte> bytes, bool flush)
    {
        var chars = new char[decoder.GetCharCount(bytes, flush)];
        return new string(chars, 0, decoder.GetChars(bytes, chars, flush));
    }

    private async ValueTask WriteLinesAsync(bool isError, string text, CancellationToken cancellationToken)
    {
        var open = isError ? _errorLine : _output;
        var start = 0;
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            open.Append(text, start, end - start);
            if (open.Length > 0 && open[^1] == '\r')
            {
                open.Length--;
            }

            await WriteLineAsync(isError, open.ToString(), cancellationToken).ConfigureAwait(false);
            open.Clear();
            start = end + 1;
        }

        open.Append(text, start, text.Length - start);
    }

    private ValueTask WriteLineAsync(bool isError, string line, CancellationToken cancellationToken) => isError
        ? queue.PostAsync(
            cmdlet => cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST", "stderr"]), cancellationToken)
        : queue.WriteAsync(line, cancellationToken);
}
