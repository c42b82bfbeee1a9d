#!/bin/sh
# Opens the door to the build program: ./build.sh build|test|demo|publish|install|bench|clean (--help)
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$root/artifacts/bin/Engine.Build/release/Engine.Build.dll
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
if ! command -v dotnet >/dev/null 2>&1; then
  echo "build.sh: the .NET 10 SDK is needed and 'dotnet' is not on the PATH (https://dot.net/download)." >&2
  exit 127
fi
# The build program is itself built only when its sources are newer: starting it then costs 0.1 s and not a restore.
if [ ! -f "$program" ] || [ -n "$(find "$root/build" "$root/Directory.Build.props" "$root/Directory.Packages.props" -name '*.*' -newer "$program" -print -quit)" ]; then
  dotnet msbuild "$root/build/Engine.Build.csproj" -restore -property:Configuration=Release -verbosity:quiet -nologo >&2
  touch "$program"
fi
exec dotnet "$program" "$@"
