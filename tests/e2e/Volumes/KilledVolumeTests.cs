namespace Engine.EndToEnd.Tests;

/// <summary>The daemon is killed while volumes are made, filled and removed: what was told is so, and nothing is left half-done.</summary>
public sealed class KilledVolumeTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private const int Rounds = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_left()
    {
        DockerCli.Require(engine);
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        var api = new ContainerApi(engine);
        for (var round = 0; round < Rounds; round++)
        {
            var made = new List<string>();
            var removed = new List<string>();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var work = Enumerable.Range(0, 3).Select(worker => WorkAsync(api, $"v{round}-{worker}", made, removed, stop.Token)).ToArray();
            await Task.Delay(random.Next(50, 400), Cancel);
            await engine.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(work);
            await engine.StartAsync();
            var (_, list) = await api.SendAsync(HttpMethod.Get, "/volumes");
            Assert.All(made.Except(removed), name => Assert.Contains($"\"Name\":\"{name}\"", list, StringComparison.Ordinal));
            Assert.All(removed, name => Assert.DoesNotContain($"\"Name\":\"{name}\"", list, StringComparison.Ordinal));
        }

        await engine.RequireConsistentAsync();
    }

    // What was told before the kill is written down; the call that the kill cut off may have happened or not.
    private static async Task WorkAsync(ContainerApi api, string prefix, List<string> made, List<string> removed, CancellationToken stop)
    {
        try
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var name = $"{prefix}-{i}";
                var creation = "{\"Image\":\"busybox\",\"Cmd\":[\"true\"],\"HostConfig\":{\"NetworkMode\":\"none\",\"Binds\":[\"" + name + ":/bin\"]}}";
                var (status, text) = await api.SendAsync(HttpMethod.Post, "/containers/create", creation);
                if ((int)status != 201)
                {
                    continue;
                }

                lock (made)
                {
                    made.Add(name);
                }

                var id = System.Text.Json.Nodes.JsonNode.Parse(text)!["Id"]!.GetValue<string>();
                if (i % 2 == 0 && (int)(await api.SendAsync(HttpMethod.Delete, $"/containers/{id}")).Status == 204)
                {
                    lock (made)
                    {
                        // From the moment it is asked for it may be gone.
                        made.Remove(name);
                    }

                    if ((int)(await api.SendAsync(HttpMethod.Delete, $"/volumes/{name}")).Status == 204)
                    {
                        lock (made)
                        {
                            removed.Add(name);
                        }
                    }
                }
            }
        }
        catch (HttpRequestException)
        {
            // The daemon is gone.
        }
    }
}
