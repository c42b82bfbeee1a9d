namespace Engine.Runtime.Launch;

/// <summary>A seccomp filter as the kernel takes it.</summary>
/// <param name="Program">Instructions, 8 bytes each (struct sock_filter).</param>
/// <param name="Flags">SECCOMP_FILTER_FLAG_ flags.</param>
internal sealed record CompiledFilter(byte[] Program, uint Flags);
