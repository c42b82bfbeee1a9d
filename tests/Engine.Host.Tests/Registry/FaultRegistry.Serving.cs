using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Engine.Host.Tests.Registry;

/// <content>What a registry does that is well (OCI distribution-spec).</content>
internal sealed partial class FaultRegistry
{
    private readonly ConcurrentDictionary<string, byte[]> uploads = [];

    private FakeAnswer Serve(FakeRequest request)
    {
        var path = request.Path.StartsWith("/v2/", StringComparison.Ordinal) ? request.Path[4..] : "?";
        return (path, request.Method) switch
        {
            ("", _) => new(200, "{}"u8.ToArray()),
            _ when Split(path, "/manifests/") is var (repository, reference) => Manifest(request, repository, reference),
            _ when Split(path, "/blobs/uploads/") is var (repository, id) => Upload(request, repository, id),
            _ when Split(path, "/blobs/") is var (_, digest) => Blob(request, digest),
            _ when Split(path, "/tags/list") is var (repository, _) => Tags(repository),
            _ => FakeAnswer.Error(404, "UNKNOWN"),
        };
    }

    private static (string, string)? Split(string path, string separator) =>
        path.IndexOf(separator, StringComparison.Ordinal) is var at and > 0 ? (path[..at], path[(at + separator.Length)..]) : null;

    private FakeAnswer Manifest(FakeRequest request, string repository, string reference)
    {
        if (request.Method == "PUT")
        {
            var digest = AddManifest(repository, reference, request.Body, request["content-type"]!);
            return new(201) { Headers = { ["Docker-Content-Digest"] = digest } };
        }

        return Manifests.TryGetValue($"{repository}:{reference}", out var manifest)
            ? new(200, manifest.Content) { Headers = { ["Content-Type"] = manifest.Type, ["Docker-Content-Digest"] = DigestOf(manifest.Content) } }
            : FakeAnswer.Error(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }

    private FakeAnswer Blob(FakeRequest request, string digest)
    {
        if (!Blobs.TryGetValue(digest, out var blob))
        {
            return FakeAnswer.Error(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }

        if (request["range"] is { } range)
        {
            var start = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            return new(206, blob[start..]) { Headers = { ["Content-Range"] = $"bytes {start}-{blob.Length - 1}/{blob.Length}" } };
        }

        return new(200, blob);
    }

    private FakeAnswer Upload(FakeRequest request, string repository, string id)
    {
        var query = request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        if (request.Method == "POST")
        {
            if (query.TryGetValue("mount", out var mounted) && Blobs.ContainsKey(mounted))
            {
                return new(201);
            }

            var started = Guid.NewGuid().ToString("N");
            uploads[started] = [];
            return new(202) { Headers = { ["Location"] = $"/v2/{repository}/blobs/uploads/{started}?state=1" } };
        }

        uploads[id] = [.. uploads[id], .. request.Body];
        if (request.Method == "PATCH")
        {
            return new(202) { Headers = { ["Location"] = $"/v2/{repository}/blobs/uploads/{id}?state=2" } };
        }

        return Add(uploads[id]) == query["digest"] ? new(201) : FakeAnswer.Error(400, "DIGEST_INVALID");
    }

    private FakeAnswer Tags(string repository)
    {
        var tags = Manifests.Keys.Where(k => k.StartsWith(repository + ":", StringComparison.Ordinal) && !k.Contains("sha256", StringComparison.Ordinal)).Select(k => k[(repository.Length + 1)..]);
        return new(200, Encoding.UTF8.GetBytes($$"""{"name":"{{repository}}","tags":[{{string.Join(',', tags.Order().Select(t => $"\"{t}\""))}}]}"""));
    }
}
