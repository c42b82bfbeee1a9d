/* Tells the effective group, and whether a file may be read. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    printf("group %d: %s\n", (int)getegid(), file >= 0 ? "read" : strerrorname_np(errno));
    return 0;
}
