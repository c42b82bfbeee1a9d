namespace Engine.Linux.Syscalls;

/// <summary>Numbers of the system calls that the launch of a container makes, x86-64 (asm/unistd_64.h).</summary>
public static class SystemCallNumber
{
    /// <summary>read(2).</summary>
    public const int SYS_read = 0;

    /// <summary>write(2).</summary>
    public const int SYS_write = 1;

    /// <summary>close(2).</summary>
    public const int SYS_close = 3;

    /// <summary>fstat(2).</summary>
    public const int SYS_fstat = 5;

    /// <summary>poll(2).</summary>
    public const int SYS_poll = 7;

    /// <summary>lseek(2).</summary>
    public const int SYS_lseek = 8;

    /// <summary>rt_sigaction(2).</summary>
    public const int SYS_rt_sigaction = 13;

    /// <summary>rt_sigprocmask(2).</summary>
    public const int SYS_rt_sigprocmask = 14;

    /// <summary>ioctl(2).</summary>
    public const int SYS_ioctl = 16;

    /// <summary>pread64(2).</summary>
    public const int SYS_pread64 = 17;

    /// <summary>dup2(2).</summary>
    public const int SYS_dup2 = 33;

    /// <summary>nanosleep(2).</summary>
    public const int SYS_nanosleep = 35;

    /// <summary>getpid(2).</summary>
    public const int SYS_getpid = 39;

    /// <summary>sendfile(2).</summary>
    public const int SYS_sendfile = 40;

    /// <summary>socket(2).</summary>
    public const int SYS_socket = 41;

    /// <summary>connect(2).</summary>
    public const int SYS_connect = 42;

    /// <summary>sendmsg(2).</summary>
    public const int SYS_sendmsg = 46;

    /// <summary>recvmsg(2).</summary>
    public const int SYS_recvmsg = 47;

    /// <summary>socketpair(2).</summary>
    public const int SYS_socketpair = 53;

    /// <summary>clone(2).</summary>
    public const int SYS_clone = 56;

    /// <summary>execve(2).</summary>
    public const int SYS_execve = 59;

    /// <summary>wait4(2).</summary>
    public const int SYS_wait4 = 61;

    /// <summary>kill(2).</summary>
    public const int SYS_kill = 62;

    /// <summary>fcntl(2).</summary>
    public const int SYS_fcntl = 72;

    /// <summary>getcwd(2).</summary>
    public const int SYS_getcwd = 79;

    /// <summary>chdir(2).</summary>
    public const int SYS_chdir = 80;

    /// <summary>fchdir(2).</summary>
    public const int SYS_fchdir = 81;

    /// <summary>fchmod(2).</summary>
    public const int SYS_fchmod = 91;

    /// <summary>fchown(2).</summary>
    public const int SYS_fchown = 93;

    /// <summary>umask(2).</summary>
    public const int SYS_umask = 95;

    /// <summary>setpgid(2).</summary>
    public const int SYS_setpgid = 109;

    /// <summary>setsid(2).</summary>
    public const int SYS_setsid = 112;

    /// <summary>setgroups(2).</summary>
    public const int SYS_setgroups = 116;

    /// <summary>setresuid(2).</summary>
    public const int SYS_setresuid = 117;

    /// <summary>setresgid(2).</summary>
    public const int SYS_setresgid = 119;

    /// <summary>capget(2).</summary>
    public const int SYS_capget = 125;

    /// <summary>capset(2).</summary>
    public const int SYS_capset = 126;

    /// <summary>rt_sigtimedwait(2).</summary>
    public const int SYS_rt_sigtimedwait = 128;

    /// <summary>mknod(2).</summary>
    public const int SYS_mknod = 133;

    /// <summary>personality(2).</summary>
    public const int SYS_personality = 135;

    /// <summary>statfs(2).</summary>
    public const int SYS_statfs = 137;

    /// <summary>fstatfs(2).</summary>
    public const int SYS_fstatfs = 138;

    /// <summary>setpriority(2).</summary>
    public const int SYS_setpriority = 141;

    /// <summary>pivot_root(2).</summary>
    public const int SYS_pivot_root = 155;

    /// <summary>prctl(2).</summary>
    public const int SYS_prctl = 157;

    /// <summary>chroot(2).</summary>
    public const int SYS_chroot = 161;

    /// <summary>mount(2).</summary>
    public const int SYS_mount = 165;

    /// <summary>umount2(2).</summary>
    public const int SYS_umount2 = 166;

    /// <summary>sethostname(2).</summary>
    public const int SYS_sethostname = 170;

    /// <summary>setdomainname(2).</summary>
    public const int SYS_setdomainname = 171;

    /// <summary>fsetxattr(2).</summary>
    public const int SYS_fsetxattr = 190;

    /// <summary>sched_setaffinity(2).</summary>
    public const int SYS_sched_setaffinity = 203;

    /// <summary>getdents64(2).</summary>
    public const int SYS_getdents64 = 217;

    /// <summary>clock_gettime(2).</summary>
    public const int SYS_clock_gettime = 228;

    /// <summary>exit_group(2).</summary>
    public const int SYS_exit_group = 231;

    /// <summary>tgkill(2).</summary>
    public const int SYS_tgkill = 234;

    /// <summary>waitid(2).</summary>
    public const int SYS_waitid = 247;

    /// <summary>add_key(2).</summary>
    public const int SYS_add_key = 248;

    /// <summary>keyctl(2).</summary>
    public const int SYS_keyctl = 250;

    /// <summary>ioprio_set(2).</summary>
    public const int SYS_ioprio_set = 251;

    /// <summary>openat(2).</summary>
    public const int SYS_openat = 257;

    /// <summary>mkdirat(2).</summary>
    public const int SYS_mkdirat = 258;

    /// <summary>mknodat(2).</summary>
    public const int SYS_mknodat = 259;

    /// <summary>fchownat(2).</summary>
    public const int SYS_fchownat = 260;

    /// <summary>newfstatat(2).</summary>
    public const int SYS_newfstatat = 262;

    /// <summary>unlinkat(2).</summary>
    public const int SYS_unlinkat = 263;

    /// <summary>symlinkat(2).</summary>
    public const int SYS_symlinkat = 266;

    /// <summary>readlinkat(2).</summary>
    public const int SYS_readlinkat = 267;

    /// <summary>fchmodat(2).</summary>
    public const int SYS_fchmodat = 268;

    /// <summary>faccessat(2).</summary>
    public const int SYS_faccessat = 269;

    /// <summary>unshare(2).</summary>
    public const int SYS_unshare = 272;

    /// <summary>utimensat(2).</summary>
    public const int SYS_utimensat = 280;

    /// <summary>signalfd4(2).</summary>
    public const int SYS_signalfd4 = 289;

    /// <summary>eventfd2(2).</summary>
    public const int SYS_eventfd2 = 290;

    /// <summary>dup3(2).</summary>
    public const int SYS_dup3 = 292;

    /// <summary>pipe2(2).</summary>
    public const int SYS_pipe2 = 293;

    /// <summary>prlimit64(2).</summary>
    public const int SYS_prlimit64 = 302;

    /// <summary>setns(2).</summary>
    public const int SYS_setns = 308;

    /// <summary>sched_setattr(2).</summary>
    public const int SYS_sched_setattr = 314;

    /// <summary>seccomp(2).</summary>
    public const int SYS_seccomp = 317;

    /// <summary>memfd_create(2).</summary>
    public const int SYS_memfd_create = 319;

    /// <summary>execveat(2).</summary>
    public const int SYS_execveat = 322;

    /// <summary>copy_file_range(2).</summary>
    public const int SYS_copy_file_range = 326;

    /// <summary>statx(2).</summary>
    public const int SYS_statx = 332;

    /// <summary>pidfd_send_signal(2).</summary>
    public const int SYS_pidfd_send_signal = 424;

    /// <summary>open_tree(2).</summary>
    public const int SYS_open_tree = 428;

    /// <summary>move_mount(2).</summary>
    public const int SYS_move_mount = 429;

    /// <summary>fsopen(2).</summary>
    public const int SYS_fsopen = 430;

    /// <summary>fsconfig(2).</summary>
    public const int SYS_fsconfig = 431;

    /// <summary>fsmount(2).</summary>
    public const int SYS_fsmount = 432;

    /// <summary>pidfd_open(2).</summary>
    public const int SYS_pidfd_open = 434;

    /// <summary>clone3(2).</summary>
    public const int SYS_clone3 = 435;

    /// <summary>close_range(2).</summary>
    public const int SYS_close_range = 436;

    /// <summary>openat2(2).</summary>
    public const int SYS_openat2 = 437;

    /// <summary>pidfd_getfd(2).</summary>
    public const int SYS_pidfd_getfd = 438;

    /// <summary>faccessat2(2).</summary>
    public const int SYS_faccessat2 = 439;

    /// <summary>mount_setattr(2).</summary>
    public const int SYS_mount_setattr = 442;
}
