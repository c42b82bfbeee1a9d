using Nerdbank.Streams;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>
/// How both sides put JSON-RPC on a connection to <c>rpc.sock</c>: the connection is a multiplexing stream (Nerdbank, protocol 3) whose
/// seeded channel 0 carries the calls as MessagePack with length headers; every <see cref="System.IO.Pipelines.IDuplexPipe"/> argument
/// gets a channel of its own, so that bulk data has its own flow control and never stands before a call.
/// </summary>
public static class RpcChannel
{
    /// <summary>Opens the multiplexer and the RPC on it. Add the targets or attach the proxies, then call <see cref="JsonRpc.StartListening"/>.
    /// Disposing the result ends the connection.</summary>
    /// <param name="connection">The connected socket's stream; owned from now on.</param>
    /// <param name="describe">On the engine's side: what a failure of a call is for the client. Null on the client's.</param>
    public static JsonRpc Open(Stream connection, Func<Exception, EngineErrorData>? describe = null)
    {
        var options = new MultiplexingStream.Options { ProtocolMajorVersion = 3 };
        options.SeededChannels.Add(new MultiplexingStream.ChannelOptions());
        var multiplexer = MultiplexingStream.Create(connection, options);
        var channel = multiplexer.AcceptChannel(0);
        var formatter = new NerdbankMessagePackFormatter
        {
            TypeShapeProvider = ContractShapes.Provider,
            MultiplexingStream = multiplexer,
        };
        var rpc = new EngineRpc(new LengthHeaderMessageHandler(channel, formatter), describe);
        // The calls end with the connection, and the connection with the calls: neither is of use alone.
        rpc.Disconnected += (_, _) => _ = multiplexer.DisposeAsync().AsTask();
        return rpc;
    }
}
