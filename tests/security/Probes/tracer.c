/* Looks through the root of every process that comes for a file of the host's, and keeps a report in /report. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    long seen = 0, reached = 0;
    int report = open("/report", O_CREAT | O_TRUNC | O_WRONLY, 0644);
    if (count != 2 || report < 0)
        return 1;

    /* Process ids are given in turn: the next ones are waited for, not searched. */
    for (int next = 2;;) {
        for (int pid = next; pid < next + 4; pid++) {
            char text[512];
            snprintf(text, sizeof text, "/proc/%d/root", pid);
            int root = open(text, O_PATH | O_DIRECTORY);
            if (root < 0)
                continue;

            seen++;
            int file = openat(root, arguments[1] + 1, O_RDONLY);
            if (file >= 0) {
                reached++;
                close(file);
            }

            close(root);
            int length = snprintf(text, sizeof text, "seen %ld, reached %ld\n", seen, reached);
            if (pwrite(report, text, length, 0) != length)
                return 1;
            next = pid;
        }
    }
}
