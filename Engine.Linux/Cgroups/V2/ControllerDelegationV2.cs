namespace Engine.Linux.Cgroups;

/// <summary>Enables controllers from the root down to a group (cgroups(7), «Cgroups v2 subtree control»).</summary>
internal static class ControllerDelegationV2
{
    internal const string Available = "cgroup.controllers";
    private const string SubtreeControl = "cgroup.subtree_control";

    /// <summary>
    /// Makes every controller that the hierarchy has and this library knows available to <paramref name="group"/>. What cannot be enabled
    /// (a group above has processes, or the controller is in use by version 1) is left out: it matters only if it is asked for later.
    /// </summary>
    internal static void Enable(CgroupDirectory root, string relativePath, CgroupDirectory group)
    {
        CgroupControllers wanted = Known(root.Read(Available));
        if ((wanted & ~Known(group.Read(Available))) == 0)
        {
            return;
        }

        EnableFor(root, wanted);
        for (int slash = relativePath.IndexOf('/'); slash >= 0; slash = relativePath.IndexOf('/', slash + 1))
        {
            using CgroupDirectory? parent = root.OpenDirectory(relativePath[..slash]);
            if (parent is not null)
            {
                EnableFor(parent, wanted & Known(parent.Read(Available)));
            }
        }
    }

    private static void EnableFor(CgroupDirectory parent, CgroupControllers wanted)
    {
        CgroupControllers missing = wanted & ~Known(parent.Read(SubtreeControl));
        if (missing == CgroupControllers.None)
        {
            return;
        }

        string all = "";
        foreach ((CgroupControllers controller, string name) in CgroupControllerName.Delegated)
        {
            all += (missing & controller) != 0 ? $" +{name}" : "";
        }

        if (parent.TryWrite(SubtreeControl, all[1..]) == Errno.OK)
        {
            return;
        }

        // All or nothing by the kernel's rule, so one that is refused must not take the others with it.
        foreach ((CgroupControllers controller, string name) in CgroupControllerName.Delegated)
        {
            if ((missing & controller) != 0)
            {
                _ = parent.TryWrite(SubtreeControl, "+" + name);
            }
        }
    }

    private static CgroupControllers Known(string list)
    {
        CgroupControllers known = CgroupControllers.None;
        CgroupControllers found = CgroupControllerName.ParseList(list, ' ');
        foreach ((CgroupControllers controller, _) in CgroupControllerName.Delegated)
        {
            known |= found & controller;
        }

        return known;
    }
}
