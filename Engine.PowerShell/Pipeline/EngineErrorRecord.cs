using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>The one place where failures of the engine become error records.</summary>
internal static class EngineErrorRecord
{
    /// <summary>The record of a failure, or null when the exception is none of the engine's.</summary>
    public static ErrorRecord? From(Exception exception, object? target)
    {
        if (exception is EngineConnectionException unreachable)
        {
            var denied = EngineFailure.From(unreachable.InnerException!) is { Code: EngineErrorCode.Forbidden };
            return Make(
                unreachable,
                denied ? EngineFailure.PermissionDenied : EngineFailure.Unreachable,
                denied ? ErrorCategory.PermissionDenied : ErrorCategory.ConnectionError,
                unreachable.Address);
        }

        if (exception is ContainerUnhealthyException)
        {
            return Make(exception, ContainerUnhealthyException.ErrorId, ErrorCategory.InvalidResult, target);
        }

        if (EngineFailure.From(exception) is not { } failure)
        {
            return null;
        }

        return Make(new EngineException(failure.Id, failure.Message, exception), failure.Id, CategoryOf(failure), target ?? failure.Target);
    }

    /// <summary>A record of the module's own making.</summary>
    public static ErrorRecord Make(Exception exception, string id, ErrorCategory category, object? target)
    {
        var record = new ErrorRecord(exception, id, category, target);
        if (AdviceFor(id) is { } advice)
        {
            record.ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = advice };
        }

        return record;
    }

    private static ErrorCategory CategoryOf(EngineErrorData failure) => failure.Id switch
    {
        EngineErrorIds.ContainerNameInUse or EngineErrorIds.NetworkNameInUse => ErrorCategory.ResourceExists,
        EngineErrorIds.PortInUse or EngineErrorIds.DiskFull => ErrorCategory.ResourceUnavailable,
        EngineErrorIds.ImageInUse or EngineErrorIds.NetworkInUse or EngineErrorIds.VolumeInUse => ErrorCategory.ResourceBusy,
        EngineErrorIds.VolumeExists => ErrorCategory.ResourceExists,
        EngineErrorIds.InvalidArchive or EngineErrorIds.DigestMismatch => ErrorCategory.InvalidData,
        EngineErrorIds.ImagePullDenied => ErrorCategory.AuthenticationError,
        EngineErrorIds.RegistryUnavailable => ErrorCategory.ConnectionError,
        EngineErrorIds.RegistryContentInvalid => ErrorCategory.InvalidData,
        EngineErrorIds.CommandNotFound => ErrorCategory.ObjectNotFound,
        EngineErrorIds.CommandNotExecutable => ErrorCategory.PermissionDenied,
        EngineFailure.Unreachable => ErrorCategory.ConnectionError,
        _ => failure.Code switch
        {
            EngineErrorCode.InvalidArgument => ErrorCategory.InvalidArgument,
            EngineErrorCode.Forbidden => ErrorCategory.PermissionDenied,
            EngineErrorCode.NotFound => ErrorCategory.ObjectNotFound,
            EngineErrorCode.Conflict => ErrorCategory.InvalidOperation,
            EngineErrorCode.NotSupported => ErrorCategory.NotImplemented,
            EngineErrorCode.Unavailable => ErrorCategory.ResourceUnavailable,
            _ => ErrorCategory.NotSpecified,
        },
    };

    private static string? AdviceFor(string id) => id switch
    {
        EngineFailure.Unreachable => "Start the engine (engine-host), or name another one: Connect-Engine -Socket PATH, or $env:ENGINE_HOST.",
        EngineFailure.PermissionDenied => "Run as root, or join the group that owns the engine's socket.",
        EngineErrorIds.ContainerNotFound => "Get-Container lists what there is.",
        EngineErrorIds.ImageNotFound => "Get-Image lists what there is; Receive-Image brings one from a registry, Import-Image from an archive.",
        EngineErrorIds.VolumeNotFound => "Get-ContainerVolume lists what there is.",
        EngineErrorIds.VolumeInUse => "Remove the containers that have it: (Get-ContainerVolume NAME).Container tells which.",
        EngineErrorIds.ContainerNameInUse => "Choose another name, or remove the container that has it: Remove-Container.",
        EngineErrorIds.ContainerNotRunning => "Start-Container starts it.",
        EngineErrorIds.ContainerRunning => "Stop-Container stops it; Remove-Container -Force removes it while it runs.",
        EngineErrorIds.ContainerPaused => "Resume-Container lets it go on.",
        EngineErrorIds.ContainerNotPaused => "Suspend-Container freezes it.",
        EngineErrorIds.DiskFull => "Free space where the engine keeps its data: Get-Engine tells the DataRoot.",
        EngineErrorIds.NetworkNotFound => "Get-ContainerNetwork lists what there is.",
        EngineErrorIds.NetworkNameInUse => "Choose another name, or remove the network that has it: Remove-ContainerNetwork.",
        EngineErrorIds.NetworkInUse => "Disconnect-ContainerNetwork or Stop-Container frees it.",
        EngineErrorIds.PortInUse => "Choose another port of the host, or none: the engine then picks one.",
        EngineErrorIds.ImagePullDenied => "Log in with Connect-ImageRegistry, or pass -Credential.",
        EngineErrorIds.ImageInUse => "Remove the containers that use it, or pass -Force.",
        _ => null,
    };
}
