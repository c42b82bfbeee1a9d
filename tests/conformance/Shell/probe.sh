# Runs inside a container as its first process and tells everything that can be observed there. BusyBox sh, no other program.
section() { echo "[$1]"; }
section mountinfo; cat /proc/self/mountinfo
section status; grep -E '^(Uid|Gid|Groups|Umask|NoNewPrivs|Seccomp|Seccomp_filters|Cap[A-Z][a-z]*|SigBlk|SigIgn|Threads|Cpus_allowed_list|Mems_allowed_list):' /proc/$$/status
section limits; cat /proc/$$/limits
section session; awk '{ print "ppid", $4, "group leader", $5 == $1, "session leader", $6 == $1, "tty", $7, "priority", $18, "nice", $19, "rt", $40, "policy", $41 }' /proc/$$/stat
section id; id -u; id -g; id -G
section env; tr '\0' '\n' < /proc/$$/environ
section arguments; tr '\0' '\n' < /proc/$$/cmdline
section cwd; pwd
section devices
links= nodes=/dev
for d in /dev/*; do if [ -L "$d" ]; then links="$links $d"; else nodes="$nodes $d"; fi; done
stat -c '%n %F %a %u:%g %t:%T' $nodes
for d in $links; do echo "$d -> $(readlink "$d")"; done
section root; stat -c '%F %a %u:%g' /
section names; hostname; cat /proc/sys/kernel/domainname
section oom; cat /proc/$$/oom_score_adj
section personality; cat /proc/$$/personality
section maps; cat /proc/$$/uid_map /proc/$$/gid_map /proc/$$/setgroups
section cgroup; cat /proc/$$/cgroup
# The shell lists its own table: with $(ls ...) it raced against its own closing of the pipe's other end.
section descriptors; for f in /proc/$$/fd/*; do echo "${f##*/}"; done
section namespaces
ls -l /proc/$$/ns | awk '{ n = $(NF - 2) } FILENAME != "-" { host[n] = $NF; next } /->/ && n !~ /_for_children/ { print n, $NF == host[n] ? "host" : "own" }' /host-namespaces -
section links; for l in /sys/class/net/*; do [ -e "$l/flags" ] && echo "${l##*/} $(cat "$l/flags")"; done
section masked
for p in /proc/kcore /proc/keys /proc/timer_list /sys/firmware /proc/acpi /proc/scsi; do
  if [ -d "$p" ]; then
    n=0; for f in "$p"/*; do [ -e "$f" ] && n=$((n + 1)); done; (: > "$p/x") 2>/dev/null && n="$n writable"
    echo "$p directory of $n"
  elif [ -e "$p" ]; then n=empty; read -r -n 1 c 2>/dev/null < "$p" && n=filled; echo "$p file $n"; fi
done
section readonly
for p in /proc/sys/kernel/hostname /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger /etc/written; do
  if (: >> "$p") 2>/dev/null; then echo "$p writable"; else echo "$p refused"; fi
done
