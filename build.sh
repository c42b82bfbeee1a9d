#!/bin/sh
# Opens the door to the build program: ./build.sh build|test|demo|publish|install|bench|clean
exec dotnet run --project "$(dirname "$0")/build" -c Release -- "$@"
