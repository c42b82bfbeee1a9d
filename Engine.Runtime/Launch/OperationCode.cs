namespace Engine.Runtime.Launch;

/// <summary>What an operation of a launch plan does. Most are one system call; the others need a decision that can only be taken in the container.</summary>
internal enum OperationCode
{
    /// <summary>The system call <see cref="Operation.Number"/> with the arguments as they are.</summary>
    Call,

    /// <summary>openat2(2): directory, path, flags, mode, RESOLVE_ flags. Result: descriptor.</summary>
    Open,

    /// <summary>Opens a place to mount on inside a root, making what is missing: root, path, <see cref="TargetKind"/>, descriptor to be alike. Result: descriptor.</summary>
    MakeTarget,

    /// <summary>mount_setattr(2): mount, flags, attributes to set, to clear, propagation, user namespace (or -1).</summary>
    SetAttributes,

    /// <summary>Hides a path if it exists: root, path, descriptor of the null device.</summary>
    Mask,

    /// <summary>Makes a path read-only if it exists: root, path.</summary>
    MakeReadOnly,

    /// <summary>Copies what is in one directory into another: from, to.</summary>
    CopyUp,

    /// <summary>Writes a file: directory, path, data, length, RESOLVE_ flags.</summary>
    WriteFile,

    /// <summary>Fails unless a descriptor is on a file system: descriptor, magic number (statfs(2)).</summary>
    RequireFileSystem,

    /// <summary>
    /// Makes a device node or fifo of an owner: directory, name, mode, device number, uid, gid. One that is there already is left as it is;
    /// EEXIST: there is something else.
    /// </summary>
    MakeNode,

    /// <summary>Fails unless a descriptor is a device: descriptor, S_IFCHR or S_IFBLK, device number.</summary>
    RequireDevice,

    /// <summary>Gives standard input, output and error to a user: uid.</summary>
    OwnStandardStreams,

    /// <summary>Drops every capability that is not in a mask from the bounding set: mask, last capability.</summary>
    DropBounding,

    /// <summary>Closes what no slot holds: first descriptor.</summary>
    CloseOthers,

    /// <summary>Makes the ambient set: mask.</summary>
    SetAmbient,

    /// <summary>Loads a seccomp filter: program, instructions, flags. Result: listener or 0.</summary>
    LoadFilter,

    /// <summary>Fails unless the working directory is inside the root.</summary>
    RequireWorkingDirectory,

    /// <summary>Resets the signal mask and SIGPIPE, which the managed runtime ignores.</summary>
    ResetSignals,

    /// <summary>Tells the parent: descriptor, <see cref="StatusKind"/>, value.</summary>
    Report,

    /// <summary>Sends the parent a descriptor: descriptor of the channel, <see cref="StatusKind"/>, descriptor.</summary>
    SendDescriptor,

    /// <summary>Reads one byte, the go-ahead: descriptor.</summary>
    Wait,

    /// <summary>Runs a hook: path, arguments, environment, state document, its length, timeout in milliseconds.</summary>
    RunHook,

    /// <summary>Finds the program: candidates, access mode. Result: index of the candidate.</summary>
    FindProgram,

    /// <summary>Forks a sibling, and only it goes on; the parent is told its process id: descriptors to report on and to wait at.</summary>
    BeReborn,

    /// <summary>Becomes the container's init: forks, and only the child goes on; the parent forwards signals, reaps and ends as the child did.</summary>
    BecomeInit,

    /// <summary>execve(2): candidates, index, arguments, environment.</summary>
    Execute,
}
