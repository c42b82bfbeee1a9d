namespace Engine.Linux.Seccomp;

/// <summary>A rule with its answer computed: the calls it is for are kept beside it, by number.</summary>
/// <param name="Answer">What the filter returns.</param>
/// <param name="Arguments">Conditions that must all hold, on different arguments.</param>
internal readonly record struct CompiledRule(uint Answer, IReadOnlyList<SeccompArgument> Arguments);
