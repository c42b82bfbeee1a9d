#!/bin/busybox sh
# Runs every bundle under every runtime in the virtual machine and tells the console what was seen.
/bin/busybox --install -s /bin
export PATH=/bin:/usr/bin
mkdir -p /proc /sys /dev /tmp /run /etc /root
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t cgroup2 cgroup2 /sys/fs/cgroup
for c in $(cat /sys/fs/cgroup/cgroup.controllers); do echo "+$c" > /sys/fs/cgroup/cgroup.subtree_control; done
ip link set lo up
hostname machine; echo machine > /etc/hostname
printf 'root:x:0:0:root:/root:/bin/sh\n' > /etc/passwd
stty -F /dev/console -onlcr 2>/dev/null
echo "@@@ kernel $(uname -r) controllers $(cat /sys/fs/cgroup/cgroup.controllers)"
unset TEMPLATE
# Go programs raise the soft limit to the hard one, and older runc hands that on.
ulimit -n "$(ulimit -H -n)"
for bundle in /payload/*; do
  for runtime in /runtimes/*; do
    cp -a "$bundle" /tmp/bundle
    export BUNDLE=/tmp/bundle RUNTIME=$runtime STATE=/run/${runtime##*/} ID=box BUSYBOX=/bin/busybox
    if [ -z "${TEMPLATE:-}" ]; then sh -c '. /prelude'; export TEMPLATE=/tmp/template; mv "$BUNDLE/rootfs" "$TEMPLATE"; fi
    echo "@@@ run ${bundle##*/} ${runtime##*/}"
    timeout -s KILL 100 sh -c '. "$BUNDLE/scenario"' </dev/null 2>/dev/null || [ $? -ne 137 ] || echo "[timed out]"
    timeout -s KILL 20 "$runtime" --root "$STATE" delete --force box >/dev/null 2>&1
    echo
    rm -rf "$BUNDLE"
  done
done
for suite in /suites/*; do
  [ -d "$suite" ] || continue
  name=${suite##*/}
  echo "@@@ suite $name"
  (cd "$suite" && ENGINE_RUNTIME=/runtimes/engine DOTNET_ROOT=/dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_TieredPGO=0 DOTNET_gcServer=0 timeout -s KILL 200 "./$name" -noColor $(cat filter) 2>&1)
  echo "[exit] $?"
done
echo "@@@ done"
sync
reboot -f
