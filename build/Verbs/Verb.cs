namespace Engine.Build.Verbs;

/// <summary>One thing the build program can be told to do.</summary>
internal abstract class Verb
{
    public abstract string Name { get; }

    /// <summary>The arguments it takes, as usage shows them.</summary>
    public virtual string Arguments => "";

    public abstract string Summary { get; }

    /// <summary>Does it; the answer is the exit status.</summary>
    public abstract Task<int> RunAsync(string[] args);
}
