namespace Engine.Conformance.Tests.Guest;

/// <summary>The older kernel that <c>build.sh test</c> fetched: <c>out/guest/vmlinuz</c>.</summary>
internal static class GuestKernel
{
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            string kernel = System.IO.Path.Combine(directory, "out", "guest", "vmlinuz");
            if (File.Exists(kernel))
            {
                return kernel;
            }
        }

        return null;
    }
}
