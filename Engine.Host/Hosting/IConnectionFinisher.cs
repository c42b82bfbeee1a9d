namespace Engine.Host.Hosting;

/// <summary>Ends the sending side of a connection that a handler took over, so that everything written arrives before the end does.</summary>
internal interface IConnectionFinisher
{
    Task FinishAsync();
}
