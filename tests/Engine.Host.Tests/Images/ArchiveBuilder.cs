using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engine.Host.Storage;
using Engine.Host.Tests.Archives;

namespace Engine.Host.Tests.Images;

/// <summary>Makes small image archives of both layouts.</summary>
internal static class ArchiveBuilder
{
    public static byte[] Layer(string name, string content = "x") => new RawTar().Directory("./").File(name, content).End();

    public static byte[] Configuration(params IEnumerable<byte[]> layers) => Json(new JsonObject
    {
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["created"] = "2024-01-02T03:04:05.123456789Z",
        ["config"] = new JsonObject { ["Cmd"] = new JsonArray("sh"), ["Env"] = new JsonArray("A=b") },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(layer => (JsonNode)Sha256Digest.Of(layer))]) },
    });

    /// <summary>As docker save wrote before version 25, with the second of two equal layers as a link.</summary>
    public static byte[] Docker(params (string[] Tags, byte[] Configuration, byte[][] Layers)[] images)
    {
        var tar = new RawTar();
        var manifest = new JsonArray();
        var written = new Dictionary<string, string>();
        foreach (var (tags, configuration, layers) in images)
        {
            var paths = new JsonArray();
            foreach (var layer in layers)
            {
                var digest = Sha256Digest.Of(layer)[7..];
                var path = $"v1-{paths.Count}-{manifest.Count}/layer.tar";
                if (written.TryGetValue(digest, out var first))
                {
                    tar.Symlink(path, "../" + first);
                }
                else
                {
                    tar.File(path, Encoding.Latin1.GetString(layer));
                    written[digest] = path;
                }

                paths.Add(path);
            }

            var name = Sha256Digest.Of(configuration)[7..] + ".json";
            tar.File(name, Encoding.Latin1.GetString(configuration));
            manifest.Add(new JsonObject { ["Config"] = name, ["RepoTags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]), ["Layers"] = paths });
        }

        return tar.File("manifest.json", Encoding.Latin1.GetString(Json(manifest))).End();
    }

    public static byte[] Json(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node);

    public static JsonObject Descriptor(byte[] blob, string mediaType, string? platform = null, string? name = null)
    {
        var descriptor = new JsonObject { ["mediaType"] = mediaType, ["digest"] = Sha256Digest.Of(blob), ["size"] = blob.Length };
        if (platform is not null)
        {
            descriptor["platform"] = new JsonObject { ["os"] = platform.Split('/')[0], ["architecture"] = platform.Split('/')[1] };
        }

        if (name is not null)
        {
            descriptor["annotations"] = new JsonObject { ["io.containerd.image.name"] = name };
        }

        return descriptor;
    }

    public static RawTar Blob(this RawTar tar, byte[] blob) => tar.File("blobs/sha256/" + Sha256Digest.Of(blob)[7..], Encoding.Latin1.GetString(blob));

    public static byte[] Manifest(byte[] configuration, params byte[][] layers) => Json(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
        ["config"] = Descriptor(configuration, "application/vnd.oci.image.config.v1+json"),
        ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)Descriptor(layer, "application/vnd.oci.image.layer.v1.tar"))]),
    });

    public static byte[] Index(params JsonObject[] manifests) => Json(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray([.. manifests]) });
}
