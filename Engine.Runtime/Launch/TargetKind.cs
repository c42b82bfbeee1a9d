namespace Engine.Runtime.Launch;

/// <summary>What <see cref="OperationCode.MakeTarget"/> makes where nothing is.</summary>
internal enum TargetKind
{
    Directory = 0,

    File = 1,

    /// <summary>A directory or a file, like another descriptor.</summary>
    Alike = 2,

    /// <summary>A directory, and no component of its path may be a symbolic link: procfs and sysfs mounted elsewhere would be written to in their name.</summary>
    OrdinaryDirectory = 3,
}
