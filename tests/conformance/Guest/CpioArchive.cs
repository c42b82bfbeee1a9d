using System.Text;

namespace Engine.Conformance.Tests.Guest;

/// <summary>Writes the «newc» archive that Linux unpacks as its first file system (Documentation/driver-api/early-userspace/buffer-format.rst).</summary>
internal sealed class CpioArchive : IDisposable
{
    private const uint DirectoryType = 0x4000;
    private const uint FileType = 0x8000;
    private readonly FileStream _output;
    private readonly HashSet<string> _directories = [];
    private uint _inode = 1;

    public CpioArchive(string path) => _output = File.Create(path);

    /// <summary>Adds an executable file, and the directories above it that are not there yet.</summary>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        AddParents(path);
        Write(path, FileType | 0x1ED, content);
    }

    /// <summary>Adds a text.</summary>
    public void Add(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Ends the archive and closes the file.</summary>
    public void Dispose()
    {
        Write("TRAILER!!!", 0, []);
        _output.Dispose();
    }

    private void AddParents(string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_directories.Add(path[..slash]))
            {
                Write(path[..slash], DirectoryType | 0x1ED, []);
            }
        }
    }

    private void Write(string name, uint mode, ReadOnlySpan<byte> content)
    {
        // Magic, then thirteen fields of eight digits: inode, mode, uid, gid, links, mtime, size, four device numbers, name size, check sum.
        string header = $"070701{_inode++:X8}{mode:X8}{0:X8}{0:X8}{1:X8}{0:X8}{content.Length:X8}{0:X8}{0:X8}{0:X8}{0:X8}{name.Length + 1:X8}{0:X8}";
        _output.Write(Encoding.ASCII.GetBytes($"{header}{name}\0"));
        Pad();
        _output.Write(content);
        Pad();
    }

    private void Pad()
    {
        while (_output.Position % 4 != 0)
        {
            _output.WriteByte(0);
        }
    }
}
