/* Tries system calls that the default profile denies, with arguments that do no harm where one is let through, and prints errno names. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void report(const char *name, long result)
{
    printf("%s %s\n", name, result >= 0 ? "ALLOWED" : strerrorname_np(errno));
}

#define TRY(name, ...) report(name, syscall(__VA_ARGS__))

int main(void)
{
    char zeros[4096] = {0};
    TRY("unshare(NEWUSER)", SYS_unshare, 0x10000000);
    TRY("unshare(NEWNS)", SYS_unshare, 0x00020000);
    TRY("setns", SYS_setns, -1, 0);
    TRY("mount", SYS_mount, "none", "/none", "tmpfs", 0, 0);
    TRY("umount2", SYS_umount2, "/none", 0);
    TRY("pivot_root", SYS_pivot_root, "/none", "/none");
    TRY("fsopen", SYS_fsopen, "tmpfs", 0);
    TRY("fsmount", SYS_fsmount, -1, 0, 0);
    TRY("fsconfig", SYS_fsconfig, -1, 0, 0, 0, 0);
    TRY("fspick", SYS_fspick, -1, "", 0);
    TRY("open_tree", SYS_open_tree, -1, "", 1);
    TRY("move_mount", SYS_move_mount, -1, "", -1, "", 0);
    TRY("mount_setattr", SYS_mount_setattr, -1, "", 0, zeros, 32);
    TRY("keyctl", SYS_keyctl, 0, -3, 0);
    TRY("add_key", SYS_add_key, "user", "engine-probe", "x", 1, -2);
    TRY("request_key", SYS_request_key, "user", "engine-probe", 0, 0);
    TRY("bpf", SYS_bpf, 0, zeros, 120);
    TRY("perf_event_open", SYS_perf_event_open, zeros, 0, -1, -1, 0);
    TRY("io_uring_setup", SYS_io_uring_setup, 1, zeros);
    TRY("io_uring_enter", SYS_io_uring_enter, -1, 0, 0, 0, 0, 0);
    TRY("userfaultfd", SYS_userfaultfd, 0);
    TRY("init_module", SYS_init_module, zeros, 0, "");
    TRY("finit_module", SYS_finit_module, -1, "", 0);
    TRY("delete_module", SYS_delete_module, "engine-probe", 0);
    TRY("kexec_load", SYS_kexec_load, 0, 0, 0, 0);
    TRY("reboot", SYS_reboot, 0, 0, 0, 0);
    TRY("swapon", SYS_swapon, "/none", 0);
    TRY("open_by_handle_at", SYS_open_by_handle_at, -1, zeros, 0);
    TRY("acct", SYS_acct, "/none");
    TRY("settimeofday", SYS_settimeofday, zeros, 0);
    TRY("iopl", SYS_iopl, 0);
    TRY("syslog", SYS_syslog, 3, zeros, 16);
    TRY("personality(ADDR_NO_RANDOMIZE)", SYS_personality, 0x0040000);
    TRY("clone(NEWUSER)", SYS_clone, 0x10000000 | 0x00008000, 0, 0, 0, 0);
    TRY("clone3", SYS_clone3, zeros, 64);
    TRY("socket(AF_ALG)", SYS_socket, 38, 5, 0);
    TRY("socket(AF_VSOCK)", SYS_socket, 40, 1, 0);
    TRY("unknown", 0x7fff, 0, 0, 0);
    TRY("socket(AF_UNIX)", SYS_socket, 1, 1, 0);
    TRY("getpid", SYS_getpid);
    return 0;
}
