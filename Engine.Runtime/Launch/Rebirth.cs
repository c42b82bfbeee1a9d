namespace Engine.Runtime.Launch;

/// <summary>
/// The steps by which a process goes on in a pid namespace that it joined or made: that takes only children in (pid_namespaces(7)). The new
/// process is the launcher's child too. It is born into everything that the old one has joined: at no moment does the container see, beside
/// it in its pid namespace, a process with another root or other descriptors (CVE-2016-9962).
/// </summary>
internal static class Rebirth
{
    public static void Add(PlanBuilder steps) =>
        steps.Do("go on in the pid namespace", OperationCode.BeReborn, Slot.Status, Slot.Control);
}
