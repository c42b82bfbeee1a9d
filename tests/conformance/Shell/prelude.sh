# What every scenario may use. Runs on the machine (or in the virtual machine), outside the container, in BusyBox sh.
# TEMPLATE: a root file system that was made already, where many are needed and making one is slow; or unset. RUNTIME: the runtime's path. STATE: its --root. BUNDLE: the bundle's directory. ID: the container's id.
rt() { "$RUNTIME" --root "$STATE" "$@"; }

# Tells how a command ended, whatever it wrote to standard error.
outcome() { "$@" 2>>"$BUNDLE/errors"; echo "[exit] $?"; }

# The container's value of a control, by its v1 name and its v2 name; «-» stands for none.
control() {
  for f in /sys/fs/cgroup/*/engine-conformance/box/"$1" /sys/fs/cgroup/engine-conformance/box/"$2"; do
    if [ -f "$f" ]; then echo "[control ${f##*/}]"; cat "$f"; return; fi
  done
  echo "[control $1] none"
}

# Waits until the container is in a state; the runtime's own answer counts.
await() {
  tries=0
  while now=$(rt state "$ID" 2>/dev/null) && [ $tries -lt 200 ]; do
    if echo "$now" | grep -q "\"status\": *\"$1\""; then return; fi
    tries=$((tries + 1)); usleep 25000
  done
  echo "[never $1]"; return 1
}

rm -rf "$BUNDLE/rootfs"
if [ -d "${TEMPLATE:-}" ]; then cp -a "$TEMPLATE" "$BUNDLE/rootfs"; else
  mkdir -p "$BUNDLE/rootfs/bin" "$BUNDLE/rootfs/etc" "$BUNDLE/rootfs/proc" "$BUNDLE/rootfs/sys" "$BUNDLE/rootfs/dev" "$BUNDLE/rootfs/tmp" "$BUNDLE/rootfs/work"
  cp "$BUSYBOX" "$BUNDLE/rootfs/bin/busybox"
  for applet in sh cat grep awk id tr find sort stat readlink hostname sed ls wc head touch sleep true false kill env mount ip usleep ulimit dd expr mkdir mknod chown; do
    ln -s busybox "$BUNDLE/rootfs/bin/$applet"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home/user:/bin/sh\n' > "$BUNDLE/rootfs/etc/passwd"
  printf 'root:x:0:\nuser:x:1000:\n' > "$BUNDLE/rootfs/etc/group"
  echo content > "$BUNDLE/rootfs/etc/file"
fi
cp "$BUNDLE/probe" "$BUNDLE/rootfs/probe"
chmod 755 "$BUNDLE" "$BUNDLE/rootfs"
ls -l /proc/self/ns > "$BUNDLE/rootfs/host-namespaces"
cd "$BUNDLE" || exit 1
umask 022
