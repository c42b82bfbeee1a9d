// The module's sessions are the process's, and one of the tests closes them all.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
