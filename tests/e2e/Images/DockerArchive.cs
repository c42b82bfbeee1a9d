using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Engine.EndToEnd.Tests;

/// <summary>Archives as «docker save» and OCI tools write them, whole or with one fault.</summary>
internal static class DockerArchive
{
    /// <summary>A docker-archive of one image with one layer.</summary>
    /// <param name="layer">The layer's tar.</param>
    /// <param name="declared">The layer's digest as the configuration declares it, or null for the true one.</param>
    public static byte[] Make(byte[] layer, string? declared = null)
    {
        var configuration = Encoding.UTF8.GetBytes(
            $$$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{declared ?? Digest(layer)}}}"]}}""");
        return Tar(
            ("layer.tar", layer),
            ("config.json", configuration),
            ("manifest.json", """[{"Config":"config.json","RepoTags":["bad:latest"],"Layers":["layer.tar"]}]"""u8.ToArray()));
    }

    /// <summary>An OCI layout whose layer is stored under the digest of something else.</summary>
    public static byte[] MakeLayoutWithWrongBlob(byte[] layer)
    {
        var claimed = Digest([.. layer, 0]);
        var configuration = Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(layer)}}}"]}}""");
        var manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest(configuration)}}","size":{{configuration.Length}}},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{claimed}}","size":{{layer.Length}}}]}
            """);
        var index = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{Digest(manifest)}}","size":{{manifest.Length}}}]}
            """);
        return Tar(
            ("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray()),
            ("index.json", index),
            ("blobs/sha256/" + Digest(manifest)[7..], manifest),
            ("blobs/sha256/" + Digest(configuration)[7..], configuration),
            ("blobs/sha256/" + claimed[7..], layer));
    }

    /// <summary>A tar of files.</summary>
    public static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }

    public static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
