using System.Security.Cryptography;

namespace Engine.Host.Containers;

/// <summary>Ids of containers, execs and anonymous volumes: 64 hexadecimal digits.</summary>
internal static class ContainerId
{
    /// <summary>A new one. Its first 12 digits are not all decimal, so that a short id used as a host name is not taken for a number.</summary>
    public static string New()
    {
        string id;
        do
        {
            id = RandomNumberGenerator.GetHexString(64, lowercase: true);
        }
        while (!id.AsSpan(0, 12).ContainsAnyExceptInRange('0', '9'));
        return id;
    }
}
