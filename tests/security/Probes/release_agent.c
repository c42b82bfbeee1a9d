/* Tries to get a cgroup hierarchy of its own to mount, as the escape by release_agent does, with and without new namespaces. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void map(const char *file, const char *line)
{
    int fd = open(file, O_WRONLY);
    if (fd >= 0)
    {
        dprintf(fd, "%s", line);
        close(fd);
    }
}

static void attempt(int namespaces, const char *type, const char *option)
{
    if (fork() == 0)
    {
        if (namespaces && unshare(namespaces) == 0)
        {
            printf("UNSHARED %x\n", namespaces);
            map("/proc/self/setgroups", "deny");
            map("/proc/self/uid_map", "0 0 1");
            map("/proc/self/gid_map", "0 0 1");
        }

        if (mount("none", "/c", type, 0, option) == 0)
        {
            printf("MOUNTED %s %s\n", type, option ? option : "");
            int fd = open("/c/release_agent", O_WRONLY);
            if (fd >= 0)
            {
                puts("OPENED release_agent");
            }
        }

        fflush(stdout);
        _exit(0);
    }

    wait(NULL);
}

int main(void)
{
    const int namespaces[] = {0, CLONE_NEWNS, CLONE_NEWUSER | CLONE_NEWNS, CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWCGROUP};
    mkdir("/c", 0755);
    for (int i = 0; i < 4; i++)
    {
        attempt(namespaces[i], "cgroup", "rdma");
        attempt(namespaces[i], "cgroup2", NULL);
    }

    puts("done");
    return 0;
}
