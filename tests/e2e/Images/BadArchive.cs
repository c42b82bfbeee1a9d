namespace Engine.EndToEnd.Tests;

/// <summary>Archives with one fault each.</summary>
internal static class BadArchive
{
    private static readonly byte[] s_layer = DockerArchive.Tar(("file", new byte[300_000]));

    /// <param name="fault">What is wrong with it.</param>
    public static byte[] Make(string fault)
    {
        var whole = DockerArchive.Make(s_layer);
        return fault switch
        {
            "random" => [.. Enumerable.Range(0, 20_000).Select(i => (byte)((i * 7919) >> 3))],
            "empty" => new byte[1024],
            "no image" => DockerArchive.Tar(("something", "else"u8.ToArray())),
            "truncated" => whole[..(whole.Length / 2)],
            "truncated gzip" => Gzip(whole) is var compressed ? compressed[..(compressed.Length / 2)] : [],
            "wrong layer" => DockerArchive.Make(s_layer, declared: DockerArchive.Digest([1])),
            "wrong blob" => DockerArchive.MakeLayoutWithWrongBlob(s_layer),
            "climbing layer" => DockerArchive.Make(DockerArchive.Tar(("../../etc/escaped", [1]))),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
