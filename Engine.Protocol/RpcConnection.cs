using Nerdbank.Streams;
using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>
/// One client's connection as both ends build it: a <see cref="MultiplexingStream"/> over the Unix socket whose first channel carries the
/// JSON-RPC messages and whose further channels carry the duplex pipes of attach and exec. Messages are encoded as MessagePack, because that
/// formatter alone is free of reflection (NativeAOT) for streams, pipes and plain calls alike, and carries log bytes without base64.
/// </summary>
/// <remarks>
/// What the contract needs so that both ends work without reflection: every interface is <c>partial</c> and carries
/// <c>[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]</c>; the records need no attribute, their shapes are
/// generated with the methods that name them; streams are <c>IAsyncEnumerable&lt;T&gt;</c>, attach is an <c>IDuplexPipe</c> parameter; the
/// <c>CancellationToken</c> comes last. Records are read by their property names, so new optional properties break nobody.
/// </remarks>
public sealed class RpcConnection : IAsyncDisposable
{
    private const string MessageChannel = "rpc";

    // Three is the first version that opens channels without a handshake of its own, so a first call costs one round trip.
    private static readonly MultiplexingStream.Options s_options = new() { ProtocolMajorVersion = 3 };

    private readonly MultiplexingStream _multiplexer;

    private RpcConnection(MultiplexingStream multiplexer, JsonRpc rpc)
    {
        _multiplexer = multiplexer;
        Rpc = rpc;
    }

    /// <summary>The message side: add targets or attach a proxy, then call <see cref="JsonRpc.StartListening"/>.</summary>
    public JsonRpc Rpc { get; }

    /// <summary>Completes when the connection has ended for whatever reason.</summary>
    public Task Completion => _multiplexer.Completion;

    /// <summary>Opens the engine's end of an accepted connection.</summary>
    /// <param name="transport">The accepted connection; owned by the result.</param>
    /// <param name="shapes">The shapes of the contract's types.</param>
    /// <param name="cancellationToken">Gives up the handshake.</param>
    public static async Task<RpcConnection> AcceptAsync(Stream transport, ITypeShapeProvider shapes, CancellationToken cancellationToken)
    {
        MultiplexingStream multiplexer = MultiplexingStream.Create(transport, s_options);
        return Create(multiplexer, await multiplexer.AcceptChannelAsync(MessageChannel, cancellationToken).ConfigureAwait(false), shapes);
    }

    /// <summary>Opens the client's end of a connection.</summary>
    /// <param name="transport">The connected stream; owned by the result.</param>
    /// <param name="shapes">The shapes of the contract's types.</param>
    /// <param name="cancellationToken">Gives up the handshake.</param>
    public static async Task<RpcConnection> ConnectAsync(Stream transport, ITypeShapeProvider shapes, CancellationToken cancellationToken)
    {
        MultiplexingStream multiplexer = MultiplexingStream.Create(transport, s_options);
        return Create(multiplexer, await multiplexer.OfferChannelAsync(MessageChannel, cancellationToken).ConfigureAwait(false), shapes);
    }

    /// <summary>Ends the connection: calls in flight are cancelled on the other end.</summary>
    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        await _multiplexer.DisposeAsync().ConfigureAwait(false);
    }

    private static RpcConnection Create(MultiplexingStream multiplexer, MultiplexingStream.Channel channel, ITypeShapeProvider shapes)
    {
        var formatter = new NerdbankMessagePackFormatter { TypeShapeProvider = shapes, MultiplexingStream = multiplexer };
        return new RpcConnection(multiplexer, new JsonRpc(new LengthHeaderMessageHandler(channel, formatter)));
    }
}
