using System.Globalization;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>Who a process runs as.</summary>
/// <param name="User">Ids for the process.</param>
/// <param name="Home">Home directory, for <c>HOME</c>.</param>
internal sealed record Identity(ProcessUser User, string Home)
{
    /// <summary>Highest id that is taken, as Docker has it.</summary>
    private const uint MaximumId = int.MaxValue;

    /// <summary>Resolves a user by the files of a root filesystem.</summary>
    /// <param name="root">Descriptor of the root.</param>
    /// <param name="user"><c>USER[:GROUP]</c>; null: <paramref name="given"/> as it is.</param>
    /// <param name="additionalGroups">Further groups by name or number.</param>
    /// <param name="given">The configuration's user.</param>
    /// <param name="environment">The process's environment: with <c>HOME</c> in it the home directory is not looked up.</param>
    /// <exception cref="LaunchException">No such user or group.</exception>
    public static Identity Resolve(
        int root, string? user, IReadOnlyList<string> additionalGroups, ProcessUser? given, IReadOnlyList<string>? environment)
    {
        if (user is null)
        {
            given ??= new ProcessUser();
            var groups = given.AdditionalGids ?? [];
            var extra = additionalGroups.Count == 0 ? groups : [.. groups, .. Groups(root, additionalGroups)];
            var hasHome = environment?.Any(e => e.StartsWith("HOME=", StringComparison.Ordinal) && e.Length > 5) == true;
            var home = hasHome ? null : AccountFile.ReadUsers(root).FirstOrDefault(u => u.Uid == given.Uid)?.Home;
            return new Identity(given with { AdditionalGids = extra }, string.IsNullOrEmpty(home) ? "/" : home);
        }

        return ResolveName(root, user, additionalGroups, given?.Umask);
    }

    private static Identity ResolveName(int root, string user, IReadOnlyList<string> additionalGroups, uint? umask)
    {
        var colon = user.IndexOf(':');
        var (name, group) = colon < 0 ? (user, "") : (user[..colon], user[(colon + 1)..]);

        // A number is a number, also if an account has it for a name (CVE-2016-3697).
        var number = Id(name, "user");
        var account = AccountFile.ReadUsers(root).FirstOrDefault(u => name.Length == 0 ? u.Uid == 0 : number is { } id ? u.Uid == id : u.Name == name);
        if (account is null && name.Length > 0 && number is null)
        {
            throw LaunchException.Invalid($"unable to find user {name}: no matching entries in passwd file");
        }

        var uid = account?.Uid ?? number ?? 0;
        var gid = account?.Gid ?? 0;
        List<uint> supplementary = [];
        if (group.Length > 0)
        {
            gid = GroupId(root, group);
        }
        else if (account is not null)
        {
            supplementary.AddRange(AccountFile.ReadGroups(root).Where(g => g.Members.Contains(account.Name)).Select(g => g.Gid));
        }

        // The primary group is also a supplementary one, or files that deny it would not (CVE-2022-36109).
        supplementary.AddRange(Groups(root, additionalGroups));
        var result = new ProcessUser { Uid = uid, Gid = gid, Umask = umask, AdditionalGids = [gid, .. supplementary.Where(g => g != gid).Distinct()] };
        return new Identity(result, string.IsNullOrEmpty(account?.Home) ? "/" : account.Home);
    }

    private static IEnumerable<uint> Groups(int root, IReadOnlyList<string> names) => names.Select(n => GroupId(root, n));

    private static uint GroupId(int root, string group) =>
        Id(group, "group")
        ?? AccountFile.ReadGroups(root).FirstOrDefault(g => g.Name == group)?.Gid
        ?? throw LaunchException.Invalid($"unable to find group {group}: no matching entries in group file");

    /// <summary>The number that a text is; null if it is a name.</summary>
    private static uint? Id(string text, string kind)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= MaximumId
            ? id
            : throw new LaunchException($"{kind} {text}: uids and gids must be in range 0-{MaximumId}", FailureKind.InvalidArgument);
    }
}
