using System.Runtime.InteropServices;

namespace Engine.Runtime.Launch;

/// <summary>The kernel's struct stat, x86-64 (asm/stat.h).</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal struct Stat
{
    public ulong Device;
    public ulong Inode;
    public ulong Links;
    public uint Mode;
    public uint Uid;
    public uint Gid;
    public uint Padding;
    public ulong RepresentedDevice;
    public long Size;
    public long BlockSize;
    public long Blocks;
    public long AccessSeconds;
    public long AccessNanoseconds;
    public long ModificationSeconds;
    public long ModificationNanoseconds;
}
