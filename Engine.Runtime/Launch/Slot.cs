namespace Engine.Runtime.Launch;

/// <summary>A register of the launch plan: an operation leaves its result in it (a descriptor, most often), later ones take it as an argument.</summary>
internal readonly record struct Slot(int Index)
{
    /// <summary>Descriptor on which the child reports (<see cref="StatusRecord"/>).</summary>
    public static Slot Status => new(0);

    /// <summary>Descriptor from which the child reads one byte for every go-ahead.</summary>
    public static Slot Control => new(1);

    public static Slot StandardInput => new(2);

    public static Slot StandardOutput => new(3);

    public static Slot StandardError => new(4);

    /// <summary>The root filesystem: a detached mount, which the child attaches.</summary>
    public static Slot Root => new(5);

    /// <summary>A procfs of the runtime's own pid namespace that is mounted nowhere.</summary>
    public static Slot Procfs => new(6);

    /// <summary>Where the child reports after it was created; the same as <see cref="Status"/> unless another process starts it.</summary>
    public static Slot StartStatus => new(7);

    /// <summary>Where the child waits for the start; the same as <see cref="Control"/> unless another process starts it.</summary>
    public static Slot StartControl => new(8);

    /// <summary>Pid descriptor of the process whose namespaces an exec joins.</summary>
    public static Slot Target => new(9);

    /// <summary>First slot that a plan hands out itself.</summary>
    public const int FirstFree = 10;

    public override string ToString() => Index switch
    {
        0 => "status",
        1 => "control",
        2 => "stdin",
        3 => "stdout",
        4 => "stderr",
        5 => "root",
        6 => "procfs",
        7 => "start-status",
        8 => "start-control",
        9 => "target",
        _ => $"${Index}",
    };
}
