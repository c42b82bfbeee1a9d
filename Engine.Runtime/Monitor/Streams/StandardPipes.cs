using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>Pipes for a process without a terminal: the process's ends, to be closed after it was cloned, and the monitor's.</summary>
internal sealed class StandardPipes : IDisposable
{
    private readonly FileDescriptor? _processInput;
    private readonly FileDescriptor _processOutput;
    private readonly FileDescriptor _processError;

    /// <param name="input">Whether standard input is a pipe; otherwise it is the monitor's own, which is /dev/null.</param>
    /// <exception cref="LinuxException">Out of descriptors or pipe buffers.</exception>
    public StandardPipes(bool input)
    {
        if (input)
        {
            (_processInput, Input) = Pipe.Create();
            DescriptorFlags.SetNonBlocking(Input);
        }

        (Output, _processOutput) = Pipe.Create();
        (Error, _processError) = Pipe.Create();
        DescriptorFlags.SetNonBlocking(Output);
        DescriptorFlags.SetNonBlocking(Error);
    }

    /// <summary>The monitor's end of standard input, or null.</summary>
    public FileDescriptor? Input { get; }

    /// <summary>The monitor's end of standard output.</summary>
    public FileDescriptor Output { get; }

    /// <summary>The monitor's end of standard error.</summary>
    public FileDescriptor Error { get; }

    /// <summary>What becomes descriptors 0, 1 and 2 of the process.</summary>
    public (int Input, int Output, int Error) ForProcess => (_processInput?.Number ?? 0, _processOutput.Number, _processError.Number);

    /// <summary>Closes the process's ends here.</summary>
    public void Dispose()
    {
        _processInput?.Dispose();
        _processOutput.Dispose();
        _processError.Dispose();
    }
}
