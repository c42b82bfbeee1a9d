using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.PowerShell.Registries;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>A cmdlet that moves images to or from a registry.</summary>
public abstract class RegistryCommand : BackgroundCommand
{
    /// <summary>Credentials for the registry; without them those that Connect-ImageRegistry or docker login has kept.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The credentials for the registry of a reference; false if what is kept cannot be read, which has been told.</summary>
    private protected bool TryCredential(string reference, out RegistryCredential? credential)
    {
        try
        {
            credential = Credential is null
                ? DockerConfiguration.Load().Find(DockerConfiguration.RegistryOf(reference))
                : new RegistryCredential { UserName = Credential.UserName, Password = Credential.GetNetworkCredential().Password };
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            WriteError(EngineErrorRecord.Make(e, "CredentialsUnreadable", ErrorCategory.ReadError, reference));
            credential = null;
            return false;
        }
    }
}
