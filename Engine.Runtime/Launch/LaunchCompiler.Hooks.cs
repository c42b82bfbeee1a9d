using Engine.Oci;
using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    private void RunCreationHooks()
    {
        if (_spec.Hooks is { Prestart.Count: > 0 } or { CreateRuntime.Count: > 0 })
        {
            _child.Do("ask for the runtime's hooks", OperationCode.Report, Slot.Status, (int)StatusKind.NeedHooks, 0);
            _child.Do("wait for the runtime's hooks", OperationCode.Wait, Slot.Control);
        }

        foreach (var hook in _spec.Hooks?.CreateContainer ?? [])
        {
            HookStep.Add(_child, "createContainer", hook, StateDocument("creating"));
        }
    }

    /// <summary>The state as a hook inside the container sees it, where the first process is number 1.</summary>
    private byte[] StateDocument(string status)
    {
        var state = new RuntimeState
        {
            OciVersion = _spec.OciVersion,
            Id = _options.ContainerId,
            Status = status,
            Pid = 1,
            Bundle = _options.Bundle,
            Annotations = _spec.Annotations,
        };
        return OciJson.RuntimeState.Write(state);
    }
}
