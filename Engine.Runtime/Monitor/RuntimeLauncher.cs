using Engine.Oci.Monitor;
using Engine.Runtime.Containers;

namespace Engine.Runtime.Monitor;

/// <summary>Makes containers for real, by the OCI runtime that this program is.</summary>
internal sealed class RuntimeLauncher : ILauncher
{
    public IContainer Create(LaunchRequest request, StandardPipes? pipes)
    {
        var (input, output, error) = pipes?.ForProcess ?? (0, 1, 2);
        return new RunningContainer(Container.Create(new ContainerRequest
        {
            Id = request.Id,
            Spec = request.Spec,
            Bundle = "/",
            Overlay = request.Overlay,
            User = request.User,
            AdditionalGroups = request.AdditionalGroups ?? [],
            Init = request.Init,
            DieWithParent = true,
            StandardInput = input,
            StandardOutput = output,
            StandardError = error,
        }));
    }
}
