using System.IO.Pipelines;
using Engine.Host.Api.Streams;
using Engine.Host.Containers;
using Engine.Host.Containers.Sessions;
using Engine.Oci.Monitor;

namespace Engine.Host.Tests.Api;

public sealed class StreamTests
{
    [Fact]
    public async Task Output_goes_on_after_the_client_closed_its_sending_side()
    {
        var token = TestContext.Current.CancellationToken;
        var input = new Pipe();
        var output = new Pipe();
        await using var session = new EchoAtEnd();
        var pump = SessionPump.RunAsync(session, input.Reader, output.Writer, multiplexed: true, token);
        await input.Writer.WriteAsync("hello"u8.ToArray(), token);
        await input.Writer.CompleteAsync();
        await pump.WaitAsync(TimeSpan.FromSeconds(10), token);
        await output.Writer.CompleteAsync();
        var result = await output.Reader.ReadAtLeastAsync(13, token);
        byte[] bytes = [.. result.Buffer.FirstSpan];
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 5, .. "hello"u8], bytes);
    }

    [Fact]
    public async Task The_end_of_output_ends_the_pump_though_the_client_still_may_send()
    {
        var token = TestContext.Current.CancellationToken;
        var input = new Pipe();
        var output = new Pipe();
        await using var session = new EchoAtEnd();
        await session.CloseStdinAsync(token);
        await SessionPump.RunAsync(session, input.Reader, output.Writer, multiplexed: false, token).WaitAsync(TimeSpan.FromSeconds(10), token);
    }

    /// <summary>A program like sort: it answers when its input ended.</summary>
    private sealed class EchoAtEnd : IContainerSession
    {
        private readonly MemoryStream _input = new();
        private readonly TaskCompletionSource _ended = new();
        private bool _answered;

        public bool Tty => false;

        public ExitRecord? Exit => null;

        public ValueTask WriteStdinAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            _input.Write(data.Span);
            return ValueTask.CompletedTask;
        }

        public ValueTask CloseStdinAsync(CancellationToken cancellationToken)
        {
            _ended.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public async ValueTask<StreamFrame?> ReadAsync(CancellationToken cancellationToken)
        {
            await _ended.Task.WaitAsync(cancellationToken);
            var answer = _answered ? (StreamFrame?)null : new StreamFrame(StreamKind.Stdout, _input.ToArray());
            _answered = true;
            return answer is { Data.Length: 0 } ? null : answer;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
