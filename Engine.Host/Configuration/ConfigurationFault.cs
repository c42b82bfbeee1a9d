namespace Engine.Host.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Path">Where: a flag (<c>--bip</c>) or a key of the file with its place (<c>daemon.json: default-address-pools[1].size</c>).</param>
/// <param name="Message">What, a sentence without the path.</param>
internal sealed record ConfigurationFault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
