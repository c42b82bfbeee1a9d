using System.Security.Cryptography;
using System.Text;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>The networks that need no driver: <c>host</c> and <c>none</c>. Their ids are the same on every engine.</summary>
internal static class PredefinedNetworks
{
    public static readonly IReadOnlyList<string> Names = ["host", "none"];

    public static string Id(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("network:" + name)));
}
