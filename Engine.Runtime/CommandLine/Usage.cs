namespace Engine.Runtime.CommandLine;

internal static class Usage
{
    public const string Text = """
        engine-runtime [--root DIR] [--log FILE] [--log-format text|json] [--debug] COMMAND [OPTIONS] [ARGUMENTS]

        Runs containers by the OCI runtime specification 1.2.

          create ID       make a container from the bundle, ready to start
          start ID        run the program of a created container
          run ID          create, start, wait and delete
          state ID        print the container's state as JSON
          kill ID [SIG]   signal the container's first process, or all (--all)
          delete ID       remove a stopped container, or any (--force)
          exec ID CMD…    run a further process in a container
          pause, resume   freeze and thaw all processes of a container
          ps ID           list a container's processes
          update ID       change a container's limits
          list            list containers
          events ID       print what a container uses (--stats)
          spec            write an example config.json
          features        print what this runtime supports as JSON
          plan BUNDLE     print what launching the bundle would do, step by step

        """;
}
