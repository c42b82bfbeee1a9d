#!/bin/busybox sh
# First process of the virtual machine: an initramfs cannot be pivoted away from, so everything moves to a tmpfs first.
/bin/busybox mkdir -p /new
/bin/busybox mount -t tmpfs -o size=80% tmpfs /new
/bin/busybox cp -a /bin /lib /lib64 /usr /payload /prelude /runtimes /machine /suites /dotnet /new/ 2>/dev/null
exec /bin/busybox switch_root /new /machine
