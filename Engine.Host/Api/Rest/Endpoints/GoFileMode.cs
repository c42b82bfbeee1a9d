using Engine.Linux.Syscalls;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>A file's mode in the bits of Go's io/fs.FileMode.</summary>
internal static class GoFileMode
{
    private const uint Directory = 1u << 31;
    private const uint SymbolicLink = 1u << 27;
    private const uint Device = 1u << 26;
    private const uint NamedPipe = 1u << 25;
    private const uint Socket = 1u << 24;
    private const uint SetUserId = 1u << 23;
    private const uint SetGroupId = 1u << 22;
    private const uint CharacterDevice = 1u << 21;
    private const uint Sticky = 1u << 20;

    public static uint Of(FileStatus status) => (status.Mode & 0x1FF)
        | Bit(status.Mode, 0x800, SetUserId) | Bit(status.Mode, 0x400, SetGroupId) | Bit(status.Mode, 0x200, Sticky)
        | status.Type switch
        {
            FileStatus.S_IFDIR => Directory,
            FileStatus.S_IFLNK => SymbolicLink,
            FileStatus.S_IFCHR => Device | CharacterDevice,
            FileStatus.S_IFBLK => Device,
            FileStatus.S_IFIFO => NamedPipe,
            FileStatus.S_IFSOCK => Socket,
            _ => 0,
        };

    private static uint Bit(uint mode, uint bit, uint go) => (mode & bit) == 0 ? 0 : go;
}
