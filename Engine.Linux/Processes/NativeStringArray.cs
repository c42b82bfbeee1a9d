using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A NULL-terminated array of NUL-terminated UTF-8 strings in unmanaged memory, as <c>argv</c> and <c>envp</c> are.</summary>
internal sealed unsafe class NativeStringArray : IDisposable
{
    private readonly int count;

    public NativeStringArray(IReadOnlyList<string> strings)
    {
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(strings.Count + 1), (nuint)sizeof(byte*));
        foreach (var text in strings)
        {
            Pointer[count++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
        }
    }

    public byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer != null)
        {
            for (var i = 0; i < count; i++)
            {
                Marshal.FreeCoTaskMem((nint)Pointer[i]);
            }

            NativeMemory.Free(Pointer);
            Pointer = null;
        }
    }
}
