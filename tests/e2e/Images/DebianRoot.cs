namespace Engine.EndToEnd.Tests;

/// <summary>A root filesystem of Debian packages, made as apt resolves them for an empty system: what an image of a distribution is, without a registry.</summary>
internal sealed class DebianRoot : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly string _directory = Directory.CreateTempSubdirectory("engine-debian").FullName;

    /// <summary>Downloads and unpacks packages with all that they depend on; the test skips where apt cannot.</summary>
    /// <param name="without">What of these is not wanted: a regular expression (grep -E) for names of packages.</param>
    /// <param name="packages">The packages.</param>
    public static async Task<DebianRoot> MakeAsync(string without, params string[] packages)
    {
        var root = new DebianRoot();
        var made = await CommandResult.RunAsync("sh", ["-ec", Script, "sh", root._directory, without, .. packages], null, s_patience, ("DEBIAN_FRONTEND", "noninteractive"));
        if (made.ExitCode != 0)
        {
            root.Dispose();
            Assert.Skip($"apt cannot provide {string.Join(' ', packages)} here: {made.Error.Trim()}");
        }

        return root;
    }

    /// <summary>Makes the image.</summary>
    public async Task ImportAsync(PrivateEngine engine, string repository, params string[] changes)
    {
        await using var archive = File.OpenRead(Path.Combine(_directory, "root.tar"));
        await engine.ImportAsync(archive, repository, changes);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // apt downloads as a user of its own, who must be able to write there. Packages' scripts are not run: accounts and the like are the image's changes.
    private const string Script = """
        cd "$1"; without=$2; shift 2
        chmod 755 .; mkdir -p archives/partial root; : >status
        apt() { apt-get -qq -o Dir::State::status="$PWD/status" -o APT::Sandbox::User=root --no-install-recommends --yes "$@"; }
        apt --print-uris install "$@" | sed -n "s/^'[^']*' \([^_]*\)_.*/\1/p" | grep -Ev "$without" >needed
        cd archives
        xargs <../needed apt-get -qq -o APT::Sandbox::User=root download >&2
        for package in *.deb; do dpkg-deb -x "$package" ../root; rm "$package"; done
        cd ../root
        printf 'root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/sh\npostgres:x:70:70::/var/lib/postgresql:/bin/sh\n' >etc/passwd
        printf 'root:x:0:\nwww-data:x:33:\nadm:x:4:\npostgres:x:70:\n' >etc/group
        mkdir -p run tmp proc sys dev
        chmod 1777 tmp
        rm -rf usr/share/doc usr/share/man usr/share/locale
        tar -c --sort=name -f ../root.tar .
        """;
}
