namespace Engine.Host.Networking.Dns.Server;

/// <summary>Where an answer that comes later goes.</summary>
internal interface IReplyTarget
{
    /// <summary>Clients get answers of any length.</summary>
    bool IsStream { get; }

    /// <summary>Sends an answer, if the client is still there.</summary>
    /// <param name="message">The answer.</param>
    /// <param name="client">Which client of the socket; of no meaning for a connection.</param>
    void Reply(ReadOnlySpan<byte> message, in Engine.Linux.InternetAddress client);
}
