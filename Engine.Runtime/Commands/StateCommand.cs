using Engine.Oci;
using Engine.Runtime.CommandLine;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>state</c>: prints the state document.</summary>
internal static class StateCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var directory = ContainerDirectory.Open(invocation.Root, options.ContainerId);
        var record = directory.Read();
        var state = ContainerDirectory.State(record, directory.Status(record));
        StandardStream.WriteLine(OciJson.RuntimeState.Write(state));
        return 0;
    }
}
