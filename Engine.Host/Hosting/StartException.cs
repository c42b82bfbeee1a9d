namespace Engine.Host.Hosting;

/// <summary>The daemon cannot start, for a reason a person can do something about.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
