namespace Engine.Linux.Cgroups;

/// <summary>The hugetlb controller; both versions differ only in the file's last part.</summary>
internal static class HugetlbController
{
    internal static void Apply(CgroupDirectory group, IReadOnlyList<HugepageLimit> limits, string file)
    {
        foreach (HugepageLimit limit in limits)
        {
            if (!CgroupPath.IsSingleName(limit.PageSize))
            {
                throw new CgroupException($"huge page size \"{limit.PageSize}\" is not one");
            }

            string value = limit.Limit.ToString();
            group.Write($"hugetlb.{limit.PageSize}.{file}", value);

            // Reservations are limited since Linux 5.7, so that a mapping fails at once instead of killing its process at first use.
            string reserved = $"hugetlb.{limit.PageSize}.rsvd.{file}";
            Errno errno = group.TryWrite(reserved, value);
            if (errno is not (Errno.OK or Errno.ENOENT))
            {
                throw group.WriteFailed(reserved, value, errno);
            }
        }
    }
}
