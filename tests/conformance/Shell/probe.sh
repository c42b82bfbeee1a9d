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
find /dev -maxdepth 1 | sort | while read -r d; do
  if [ -L "$d" ]; then echo "$d -> $(readlink "$d")"; else stat -c '%n %F %a %u:%g %t:%T' "$d"; fi
done
section root; stat -c '%F %a %u:%g' /
section names; hostname; cat /proc/sys/kernel/domainname
section oom; cat /proc/$$/oom_score_adj
section personality; cat /proc/$$/personality
section maps; cat /proc/$$/uid_map /proc/$$/gid_map /proc/$$/setgroups
section cgroup; cat /proc/$$/cgroup
# The shell lists its own table: with $(ls ...) it raced against its own closing of the pipe's other end.
section descriptors; for f in /proc/$$/fd/*; do echo "${f##*/}"; done
section namespaces
for n in cgroup ipc mnt net pid time user uts; do
  if [ "$(readlink /proc/$$/ns/$n)" = "$(sed -n "s/^$n //p" /host-namespaces)" ]; then echo "$n host"; else echo "$n own"; fi
done
section links; for l in /sys/class/net/*; do [ -e "$l/flags" ] && echo "${l##*/} $(cat "$l/flags")"; done
section masked
for p in /proc/kcore /proc/keys /proc/timer_list /sys/firmware /proc/acpi /proc/scsi; do
  if [ -d "$p" ]; then echo "$p directory of $(ls "$p" 2>/dev/null | wc -l) $(touch "$p/x" 2>/dev/null && echo writable)"
  elif [ -e "$p" ]; then echo "$p file of $(head -c 16 "$p" 2>/dev/null | wc -c)"; fi
done
section readonly
for p in /proc/sys/kernel/hostname /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger /etc/written; do
  if (: >> "$p") 2>/dev/null; then echo "$p writable"; else echo "$p refused"; fi
done
