namespace Engine.Runtime.Tests.Program;

/// <summary>What a command did.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);
