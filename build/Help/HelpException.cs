namespace Engine.Build.Help;

/// <summary>Something in the sources of the help is missing or wrong.</summary>
internal sealed class HelpException : Exception
{
    public HelpException(string source, string message)
        : base(message) => Source = source;
}
