namespace System.Runtime;

/// <summary>
/// Known to the native compiler by this name: the method becomes a plain function with that symbol, callable before the managed runtime is
/// initialised, and without the transition into managed code that <c>UnmanagedCallersOnly</c> makes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimeExportAttribute(string entry) : Attribute
{
    public string Entry { get; } = entry;
}
