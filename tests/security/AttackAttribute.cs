using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Engine.Security.Tests;

/// <summary>
/// A test that tries an attack of the security matrix. Its name begins with the row; «-trait Row=6» runs the row alone.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AttackAttribute : FactAttribute, ITraitAttribute
{
    private readonly string _row;
    private readonly string _cves;

    /// <param name="row">The row, or rows with a slash between them.</param>
    /// <param name="attack">What is tried and what must come of it.</param>
    /// <param name="cves">What it was reported as, where it was.</param>
    /// <param name="sourceFilePath">Given by the compiler.</param>
    /// <param name="sourceLineNumber">Given by the compiler.</param>
    public AttackAttribute(
        string row, string attack, string cves = "", [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        _row = row;
        _cves = cves;
        DisplayName = $"Row {row}: {attack}{(cves.Length > 0 ? $" ({cves})" : "")}";
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
    [
        .. _row.Split('/').Select(r => KeyValuePair.Create("Row", r)),
        .. _cves.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(c => KeyValuePair.Create("Cve", c)),
    ];
}
