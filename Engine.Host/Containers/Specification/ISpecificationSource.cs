using Engine.Host.Containers.Execs;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Writes OCI configurations.</summary>
internal interface ISpecificationSource
{
    /// <summary>The configuration of a container that is about to start. <paramref name="find"/> finds containers whose namespaces it joins.</summary>
    RuntimeSpec Build(Container container, ContainerPaths paths, Func<string, Container> find);

    /// <summary>The process of an exec in a running container.</summary>
    ProcessSpec BuildExec(Container container, ContainerPaths paths, ExecConfiguration exec);
}
