using System.IO.Pipelines;

namespace Engine.Host.Hosting;

/// <summary>Ends the sending side of a connection that a handler took over, so that everything written arrives before the end does.</summary>
internal interface IConnectionFinisher
{
    /// <summary>The connection below the one the handler sees.</summary>
    IDuplexPipe Transport { get; }

    /// <summary>Sends what is left and the end.</summary>
    Task FinishAsync();
}
