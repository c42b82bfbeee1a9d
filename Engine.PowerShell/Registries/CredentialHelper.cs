using System.Diagnostics;
using System.Text.Json.Nodes;
using Engine.Protocol;

namespace Engine.PowerShell.Registries;

/// <summary>A program <c>docker-credential-NAME</c> that keeps credentials safely; it is spoken with by standard input and output.</summary>
internal sealed class CredentialHelper(string name)
{
    private const string TokenUser = "<token>";

    public RegistryCredential? Get(string registry)
    {
        var (status, output) = Run("get", registry);
        if (status != 0)
        {
            return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null : throw Failed("get", output);
        }

        var answer = JsonNode.Parse(output);
        var (user, secret) = ((string?)answer?["Username"], (string?)answer?["Secret"]);
        return user == TokenUser ? new RegistryCredential { IdentityToken = secret } : new RegistryCredential { UserName = user, Password = secret };
    }

    public void Store(string registry, RegistryCredential credential) => Require("store", new JsonObject
    {
        ["ServerURL"] = registry,
        ["Username"] = credential.IdentityToken is null ? credential.UserName : TokenUser,
        ["Secret"] = credential.IdentityToken ?? credential.Password,
    }.ToJsonString());

    public void Erase(string registry) => Require("erase", registry);

    private void Require(string action, string input)
    {
        if (Run(action, input) is (not 0, var output))
        {
            throw Failed(action, output);
        }
    }

    private InvalidOperationException Failed(string action, string output) => new($"docker-credential-{name} {action}: {output.Trim()}");

    private (int Status, string Output) Run(string action, string input)
    {
        var start = new ProcessStartInfo($"docker-credential-{name}", [action]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"the credential helper docker-credential-{name}, which Docker's configuration names, cannot be run: {e.Message}", e);
        }
    }
}
