namespace Engine.PowerShell.Pipeline;

/// <summary>A container that a cmdlet works on.</summary>
/// <param name="Session">Its engine.</param>
/// <param name="Id">What the engine knows it by.</param>
/// <param name="Name">What a person knows it by.</param>
/// <param name="Given">What the user gave: the target of error records.</param>
internal sealed record ContainerTarget(EngineSession Session, string Id, string Name, object Given);
