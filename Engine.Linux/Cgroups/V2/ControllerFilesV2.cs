namespace Engine.Linux.Cgroups;

/// <summary>Writes controllers' files of a group and says so when the reason for a missing file is that its controller is not enabled.</summary>
internal sealed class ControllerFilesV2(CgroupDirectory group)
{
    internal CgroupDirectory Group => group;

    internal void Write(string file, string value) => Check(file, value, group.TryWrite(file, value));

    internal void Check(string file, string value, Errno errno)
    {
        if (errno == Errno.ENOENT && !IsEnabled(file))
        {
            throw new CgroupException(
                $"cannot set {file} to \"{value}\": its controller is not enabled for {group.Path}; either the machine does not have it, or a "
                + "group above has processes of its own and cannot pass controllers on (cgroups(7), «no internal processes»)");
        }

        if (errno != Errno.OK)
        {
            throw group.WriteFailed(file, value, errno);
        }
    }

    private bool IsEnabled(string file)
    {
        CgroupControllers wanted = CgroupControllerName.Parse(file.AsSpan(0, Math.Max(file.IndexOf('.'), 0)));
        return wanted == CgroupControllers.None
            || (CgroupControllerName.ParseList(group.Read(ControllerDelegationV2.Available), ' ') & wanted) != 0;
    }
}
