namespace Engine.Host.Configuration;

/// <summary>The configuration is wrong; all of its faults, so that a person fixes them in one go.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigurationFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;
}
