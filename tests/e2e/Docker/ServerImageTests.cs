using System.Net;
using System.Net.Sockets;

namespace Engine.EndToEnd.Tests;

/// <summary>Real servers from Debian's packages, in images that the tests make themselves.</summary>
[Collection(EngineCollection.Name)]
public sealed class ServerImageTests(PrivateEngine engine)
{
    private const string InitializeAndServe =
        "set -e; [ -s $PGDATA/PG_VERSION ] || initdb -A trust --no-locale -E UTF8 >/dev/null; exec postgres -c unix_socket_directories=/tmp";

    [Fact]
    public async Task Nginx_answers_on_the_hosts_network()
    {
        DockerCli.Require(engine);
        using (var root = await DebianRoot.MakeAsync("^$", "nginx-light", "dash", "coreutils"))
        {
            await root.ImportAsync(engine, "nginx-of-debian", "CMD [\"nginx\", \"-g\", \"daemon off; error_log stderr;\"]", "ENV PATH=/usr/sbin:/usr/bin:/sbin:/bin");
        }

        var port = PrivateNetwork.FreePort();
        var site = Directory.CreateTempSubdirectory("engine-site").FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "default"), $"server {{ listen 127.0.0.1:{port}; location / {{ return 200 'served'; }} }}", TestContext.Current.CancellationToken);
        const string name = "e2e-nginx";
        (await DockerCli.RunAsync(engine, "run", "-d", "--name", name, "--network", "host", "-v", site + ":/etc/nginx/sites-enabled:ro", "nginx-of-debian")).Succeeded();
        Assert.Equal("served", await AnswerAsync($"http://127.0.0.1:{port}/", name));
        Assert.Contains("worker process", (await DockerCli.RunAsync(engine, "top", name)).Succeeded(), StringComparison.Ordinal);
        (await DockerCli.RunAsync(engine, "stop", name)).Succeeded();
        Assert.Equal("0", (await DockerCli.RunAsync(engine, "inspect", "-f", "{{.State.ExitCode}}", name)).Succeeded());
        (await DockerCli.RunAsync(engine, "rm", name)).Succeeded();
        Directory.Delete(site, recursive: true);
    }

    [Fact]
    public async Task Postgres_initialises_a_volume_directory_as_its_own_user_and_answers()
    {
        DockerCli.Require(engine);
        using (var root = await DebianRoot.MakeAsync("^(perl|libperl|libllvm|libz3|locales|libc-l10n|dpkg|adduser|debconf|ucf|lib[a-z-]*-perl|ssl-cert|usrmerge)", "postgresql", "dash", "coreutils", "sed", "libc-bin"))
        {
            await root.ImportAsync(engine, "postgres-of-debian", "USER postgres", "ENV PGDATA=/var/lib/postgresql/data");
        }

        var port = PrivateNetwork.FreePort();
        var data = Directory.CreateTempSubdirectory("engine-pgdata").FullName;
        (await CommandResult.RunAsync("chown", ["70:70", data], null)).Succeeded();
        const string name = "e2e-postgres";
        string[] run = ["run", "-d", "--name", name, "--network", "host", "-e", $"PGPORT={port}", "-v", data + ":/var/lib/postgresql/data", "postgres-of-debian", "sh", "-c",
            "PATH=$(echo /usr/lib/postgresql/*/bin):$PATH; " + InitializeAndServe];
        (await DockerCli.RunAsync(engine, run)).Succeeded();
        Assert.Equal("42", await QueryAsync(name, "create table t as select 6*7 as n; select n from t"));
        Assert.Equal("70", (await CommandResult.RunAsync("stat", ["-c", "%u", data + "/PG_VERSION"], null)).Succeeded());
        await RequireListenerAsync(port);

        // Stopped in order and started again it has its data: the directory is the container's no more than a user's.
        (await DockerCli.RunAsync(engine, "kill", "--signal", "INT", name)).Succeeded();
        Assert.Equal("0", (await DockerCli.RunAsync(engine, "wait", name)).Succeeded());
        (await DockerCli.RunAsync(engine, "rm", name)).Succeeded();
        (await DockerCli.RunAsync(engine, run)).Succeeded();
        Assert.Equal("42", await QueryAsync(name, "select n from t"));
        (await DockerCli.RunAsync(engine, "rm", "-f", name)).Succeeded();
        Directory.Delete(data, recursive: true);
    }

    private async Task RequireListenerAsync(int port) => (await engine.Network.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port))).Dispose();

    private async Task<string> AnswerAsync(string address, string container)
    {
        // The host's network is the one that the engine is in.
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (connection, _) => new NetworkStream(
                await engine.Network.ConnectAsync(new IPEndPoint(IPAddress.Parse(connection.DnsEndPoint.Host), connection.DnsEndPoint.Port)), ownsSocket: true),
        });
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await http.GetStringAsync(address, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException((await DockerCli.RunAsync(engine, "logs", container)).Error, e);
            }
        }
    }

    // psql by exec: what a person does in a running container.
    private async Task<string> QueryAsync(string container, string sql)
    {
        for (var attempt = 0; ; attempt++)
        {
            var result = await DockerCli.RunAsync(engine, "exec", container, "sh", "-c", "PGHOST=/tmp exec /usr/lib/postgresql/*/bin/psql -qAtc \"$0\" postgres", sql);
            if (result.ExitCode == 0 || attempt == 300)
            {
                Assert.True(result.ExitCode == 0, result.Error + (await DockerCli.RunAsync(engine, "logs", container)).Error);
                return result.Output.TrimEnd();
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
