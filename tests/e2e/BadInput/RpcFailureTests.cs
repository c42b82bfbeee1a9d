using Engine.Protocol;

namespace Engine.EndToEnd.Tests;

/// <summary>Calls over JSON-RPC that cannot be served: the kind, the name and the subject of the failure, and nothing half-made.</summary>
public sealed class RpcFailureTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    public static TheoryData<string> Calls => [.. RpcCall.All.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_cannot_be_served(string name)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var call = RpcCall.All.Single(c => c.Name == name);
        var token = TestContext.Current.CancellationToken;
        var api = new ContainerApi(engine);
        var busy = await api.RunAsync("sleep 600", "busy");
        try
        {
            using var client = await EngineClient.ConnectAsync(engine.RpcSocket, token);
            var before = engine.StoredFiles();
            var failure = EngineFailure.From(await Assert.ThrowsAnyAsync<Exception>(() => call.Attempt(client, token)));
            Assert.NotNull(failure);
            Assert.Equal((call.Code, call.Id, call.Target), (failure.Code, failure.Id, call.Target is null ? null : failure.Target));
            Assert.Contains(call.Message, failure.Message, StringComparison.Ordinal);
            Assert.Equal([busy], await api.ListAsync());
            Assert.Equal(before, engine.StoredFiles());
        }
        finally
        {
            foreach (var id in await api.ListAsync())
            {
                await api.RemoveAsync(id);
            }
        }

        if (call.BeginsSomething)
        {
            await engine.RequireConsistentAsync();
        }
    }

    [Fact]
    public async Task A_program_that_could_not_be_executed_leaves_its_status_and_its_reason()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var token = TestContext.Current.CancellationToken;
        using var client = await EngineClient.ConnectAsync(engine.RpcSocket, token);
        foreach (var (program, status) in new[] { ("nope", 127), ("/etc/passwd", 126) })
        {
            var created = await client.Containers.CreateContainerAsync(new ContainerSpec { Image = "busybox", Command = [program], Network = "none" }, token);
            var failure = EngineFailure.From(await Assert.ThrowsAnyAsync<Exception>(() => client.Containers.StartContainerAsync(created.Id, token)));
            var left = await client.Containers.GetContainerAsync(created.Id, token);
            Assert.Equal((ContainerState.Created, status, failure!.Message), (left.State, left.ExitCode, left.Error));
            await client.Containers.RemoveContainerAsync(created.Id, false, false, token);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_a_client_started_ends_with_the_call_and_with_the_connection(bool cancel)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var token = TestContext.Current.CancellationToken;
        var api = new ContainerApi(engine);
        var id = await api.RunAsync("sleep 600");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        using var client = await EngineClient.ConnectAsync(engine.RpcSocket, token);
        var begun = new TaskCompletionSource();
        var call = client.ExecAsync(id, new ExecSpec { Command = ["sh", "-c", "echo begun; sleep 555; true"] }, null, (_, _) =>
        {
            begun.TrySetResult();
            return ValueTask.CompletedTask;
        }, end.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
        Assert.Contains("sleep 555", await TopAsync(api, id), StringComparison.Ordinal);
        if (cancel)
        {
            await end.CancelAsync();
        }
        else
        {
            client.Dispose();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => call);
        for (var i = 0; i < 200 && (await TopAsync(api, id)).Contains("555", StringComparison.Ordinal); i++)
        {
            await Task.Delay(20, token);
        }

        Assert.DoesNotContain("555", await TopAsync(api, id), StringComparison.Ordinal);
        await api.RemoveAsync(id);
    }

    private static async Task<string> TopAsync(ContainerApi api, string id) => (await api.SendAsync(HttpMethod.Get, $"/containers/{id}/top")).Text;
}
